package dev.limbeck.service;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where files may stand that runs bring. */
@ConfigMapping(prefix = "limbeck.artifacts")
public interface ArtifactsConfig {
    /** Folders; the store is always one. Where it is not set, also the one in which the service was started. */
    Optional<List<Path>> roots();
}
