package dev.limbeck.orchestrator.view;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many may listen for news. */
@ConfigMapping(prefix = "limbeck.events")
public interface EventsConfig {
    /** Clients at once: each has a connection, and is told of every change. */
    @WithDefault("200")
    int mostStreams();
}
