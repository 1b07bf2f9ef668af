package dev.limbeck.contract.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.json.ContractJson;
import java.io.IOException;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What other programs read: a change of the golden files is a change of the contract. */
class RunEventTest {
    private static final Instant AT = Instant.parse("2026-11-21T07:47:19.480Z");
    private static final RunEvent TEACHER = new RunEvent.TeacherReady(
            2,
            new TeacherPublished(
                    "mnist",
                    "t-00d1ad6686f0",
                    "00d1ad6686f058256e2c3f0301c9bead5dfdb0d9c38380a8e034ae2d506cc942",
                    "artifacts/mnist/teacher/t-00d1ad6686f0",
                    OptionalDouble.of(0.9931),
                    421738,
                    AT),
            AT);
    private static final RunEvent GONE =
            new RunEvent.ExamplesGone("mnist", "small-cnn", "limbeck.examples.mnist.g1", 1, 7532, 9020, 1488, AT);
    private static final RunEvent FAILED = new RunEvent.WorkFailed(
            "mnist", 1, "small-cnn", "network of student small-cnn cannot be read: small.pt", 3, true, AT);
    private static final RunEvent UNLABELLED =
            new RunEvent.RecordsGone("mnist", 1, "production.mnist", 0, 160, 300, 140, AT);
    private static final RunEvent CHANGED = new RunEvent.TopicChanged(
            "mnist",
            "student small-cnn",
            "limbeck.examples.mnist.g1",
            "limbeck.examples.mnist.g1 was re-created: it has topic id B, and what was learnt from so far came from A;"
                    + " what that still held is gone",
            AT);

    @Test
    void eventsAreWrittenAndReadAsTheGoldenFilesSay() throws IOException {
        for (var event : java.util.Map.of(
                        "teacher-ready",
                        TEACHER,
                        "examples-gone",
                        GONE,
                        "records-gone",
                        UNLABELLED,
                        "topic-changed",
                        CHANGED,
                        "work-failed",
                        FAILED)
                .entrySet()) {
            String golden = golden(event.getKey());
            assertThat(new String(ContractJson.write(event.getValue()), UTF_8)).isEqualTo(golden);
            assertThat(ContractJson.read(golden.getBytes(UTF_8), RunEvent.class))
                    .isEqualTo(event.getValue());
        }
    }

    @Test
    void aKindThatIsNotKnownIsNoError() {
        var later = "{\"kind\":\"run-finished\",\"run\":\"mnist\",\"at\":\"2026-11-21T07:47:19.480Z\",\"why\":\"done\"}"
                .getBytes(UTF_8);
        assertThat(ContractJson.read(later, RunEvent.class)).isEqualTo(new RunEvent.OfUnknownKind("mnist", AT));
    }

    private static String golden(String name) throws IOException {
        try (var file = RunEventTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            return new String(java.util.Objects.requireNonNull(file).readAllBytes(), UTF_8).strip();
        }
    }
}
