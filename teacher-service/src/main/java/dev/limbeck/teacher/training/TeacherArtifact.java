package dev.limbeck.teacher.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.limbeck.contract.json.Kept;
import dev.limbeck.contract.metric.Measured;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is kept beside a teacher's network file, for whoever opens the folder.
 *
 * @param network what was trained or brought
 * @param version by which every soft target names its teacher
 * @param sha256 of the network file
 * @param accuracy what a record of the labelled test part is worth with it on average, where there is one
 * @param declaration digest of the declaration that led to it: with another one it is another teacher
 * @param metrics all that was measured on the test part, by name; empty where there is none, or of before they were kept
 */
@Kept(value = "a teacher's description", key = "schemaVersion")
public record TeacherArtifact(
        String run,
        String network,
        String version,
        String sha256,
        OptionalDouble accuracy,
        long parameters,
        Map<String, String> provenance,
        String declaration,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        SortedMap<String, Measured> metrics) {
    /** File name in the artifact's folder. */
    public static final String FILE = "artifact.json";

    public TeacherArtifact {
        provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }
}
