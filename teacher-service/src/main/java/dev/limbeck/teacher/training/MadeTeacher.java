package dev.limbeck.teacher.training;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.metric.Measured;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A teacher that is made and measured but not yet accepted.
 *
 * @param score on the labelled test part, where there is one
 * @param version as declared; without one it is named by its digest
 */
record MadeTeacher(
        Path networkFile, ArtifactMetadata metadata, Optional<TeacherScore> score, Optional<String> version) {
    OptionalDouble accuracy() {
        return score.stream().mapToDouble(TeacherScore::accuracy).findFirst();
    }

    SortedMap<String, Measured> metrics() {
        return score.map(TeacherScore::metrics).orElseGet(TreeMap::new);
    }
}
