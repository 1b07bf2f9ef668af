package dev.limbeck.teacher.training;

import dev.limbeck.store.StoreLayout;
import java.nio.file.Path;

/** A teacher that stands in the store and may label. */
public record Teacher(TeacherArtifact artifact, Path folder) {
    public Path networkFile() {
        return folder.resolve(StoreLayout.NETWORK);
    }

    public String version() {
        return artifact.version();
    }
}
