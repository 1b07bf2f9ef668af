package dev.limbeck.student.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.student.Houses;
import dev.limbeck.student.kafka.TestStudent.Setup;
import dev.limbeck.student.training.ProtocolPoint;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A student of numbers from two inputs in a process of its own, which kill -9 ends amid the run. */
class KilledStudentIT {
    private static final int STEPS = 40;
    private static final int KILLED = 128 + 9;
    private static final EmbeddedBroker BROKER = EmbeddedBroker.temporary();
    private static final StudentTopics TOPICS = new StudentTopics(BROKER);

    @TempDir
    Path folder;

    @AfterAll
    static void stopBroker() {
        BROKER.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = ProtocolPoint.class,
            names = {"LOG_COMMITTED", "APPLIED", "CHECKPOINT_WRITTEN"})
    void itsWeightsEqualThoseOfAnUndisturbedRunBitForBit(ProtocolPoint point) throws Exception {
        // Given
        String run = "killed-" + point.name().toLowerCase(Locale.ROOT).replace('_', '-');
        TOPICS.create(run);
        TOPICS.produce(run, Houses::house, 0, STEPS * TestStudent.BATCH);
        Path student = folder.resolve("killed");
        // When
        assertThat(killedAt(ProtocolPoint.APPLIED, 14, run, student)).isEqualTo(KILLED);
        assertThat(killedAt(point, 1, run, student)).isEqualTo(KILLED);
        // Then
        String killed =
                TestStudent.in(student, TOPICS, run, "small", Setup.NUMBERS).trainTo(STEPS);
        // The clock may have made other mini-batches in another run; these, in one life that nobody disturbs:
        String undisturbed = TestStudent.in(folder.resolve("undisturbed"), TOPICS, run, "small", Setup.NUMBERS)
                .recoverAndDigest();
        assertThat(killed).isEqualTo(undisturbed);
        TOPICS.assertEveryOffsetIsInOneEntry(run, "small");
    }

    /** @return the exit code of a process in which the student passes the point for the nth time */
    private static int killedAt(ProtocolPoint point, int times, String run, Path student) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dai.djl.offline=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Doomed.class.getName(),
                        BROKER.bootstrapServers(),
                        run,
                        student.toString(),
                        point.name(),
                        Integer.toString(times))
                .inheritIO()
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
