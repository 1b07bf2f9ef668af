package dev.limbeck.teacher.training;

import dev.limbeck.contract.golden.GoldenFiles;
import dev.limbeck.contract.metric.Measured;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What stands beside a teacher's network, for every release to come. */
class TeacherArtifactTest {
    private static final GoldenFiles<TeacherArtifact> GOLDEN = GoldenFiles.of(
            TeacherArtifact.class,
            "teacher-artifact",
            Map.of(
                    "trained", teacher(OptionalDouble.of(0.9931)),
                    "brought-without-a-test-part", teacher(OptionalDouble.empty()),
                    "measured",
                            teacher(
                                    OptionalDouble.of(0.9931),
                                    new TreeMap<>(Map.of("accuracy", new Measured(0.9931, 0.99, 0.995, 10_000))))));

    private static TeacherArtifact teacher(OptionalDouble accuracy) {
        return teacher(accuracy, new TreeMap<>());
    }

    private static TeacherArtifact teacher(OptionalDouble accuracy, SortedMap<String, Measured> metrics) {
        return new TeacherArtifact(
                "mnist",
                "builtin:cnn-8",
                "t-00d1ad6686f0",
                "00d1ad6686f058256e2c3f0301c9bead5dfdb0d9c38380a8e034ae2d506cc942",
                accuracy,
                5130,
                Map.of("run", "mnist"),
                "61be55a8e2f6b4e172338bddf184d6dbee29c98853e0a0485ecee7f27b9af0b4",
                metrics);
    }

    @Test
    void isWrittenAndReadAsItsGoldenFilesSay() throws IOException {
        GOLDEN.holdToday();
        GOLDEN.holdEarlier();
    }
}
