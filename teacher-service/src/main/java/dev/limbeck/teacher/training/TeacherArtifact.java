package dev.limbeck.teacher.training;

import dev.limbeck.contract.json.Kept;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What is kept beside a teacher's network file, for whoever opens the folder.
 *
 * @param network what was trained or brought
 * @param version by which every soft target names its teacher
 * @param sha256 of the network file
 * @param accuracy on the labelled test part, where there is one
 * @param declaration digest of the declaration that led to it: with another one it is another teacher
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
        String declaration) {
    /** File name in the artifact's folder. */
    public static final String FILE = "artifact.json";

    public TeacherArtifact {
        provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
    }
}
