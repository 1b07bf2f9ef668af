package dev.limbeck.service.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Who may ask, and how slowly. */
@ConfigMapping(prefix = "limbeck.http")
public interface HttpConfig {
    /** Names, beside localhost and every address, by which this server may be asked, as behind a proxy. */
    Optional<Set<String>> hosts();

    /** A body that is not complete by then is not waited for. */
    @WithDefault("20s")
    Duration longestBody();
}
