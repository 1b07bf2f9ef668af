package dev.limbeck.contract.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.json.ContractJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What programs read from the REST API: a change of the golden files is a change of the API. */
class ApiAnswersTest {
    private static final Map<String, Object> ANSWERS = Map.of(
            "accepted",
            new Accepted("digits", "c-1"),
            "run-plan",
            new RunPlan(
                    "digits",
                    true,
                    1,
                    List.of(new RunPlan.Topic("production.digits", 2, false)),
                    List.of(new RunPlan.Student("small-cnn", "builtin:cnn-8", false, "limbeck.examples.digits.g1")),
                    List.of("the topic production.digits has 3 partitions, not 2")),
            "run-status",
            RunStatus.of(
                    List.of(),
                    Map.of("small-cnn", new Ledger(28489, 1511, 0, Map.of("DUPLICATE", 2L))),
                    Map.of("control", new Ledger(1, 0, 0, Map.of()))),
            "problem",
            Problem.of("urn:limbeck:problem:unknown-run", "There is no such run", 404, "there is no run x"),
            "problem-of-a-declaration",
            Problem.of(
                            "urn:limbeck:problem:invalid-run",
                            "The declaration is refused",
                            422,
                            "spec.batching.size: is 0, allowed is 1 to 65536")
                    .with(new Problem.Violation("spec.batching.size", "is 0, allowed is 1 to 65536")));

    @Test
    void answersAreWrittenAndReadAsTheGoldenFilesSay() throws IOException {
        for (var answer : ANSWERS.entrySet()) {
            String golden = golden(answer.getKey());
            assertThat(new String(ContractJson.write(answer.getValue()), UTF_8)).isEqualTo(golden);
            assertThat((Object) ContractJson.read(
                            golden.getBytes(UTF_8), answer.getValue().getClass()))
                    .isEqualTo(answer.getValue());
        }
    }

    @Test
    void whatAnotherServerLeavesOutIsReadAsNothingSaid() {
        assertThat(ContractJson.read("{\"status\":502}".getBytes(UTF_8), Problem.class))
                .isEqualTo(new Problem("about:blank", "", 502, "", List.of()));
        assertThat(ContractJson.read("{\"parts\":[]}".getBytes(UTF_8), RunStatus.class))
                .isEqualTo(RunStatus.of(List.of(), Map.of(), Map.of()));
    }

    private static String golden(String name) throws IOException {
        try (var stream = ApiAnswersTest.class.getResourceAsStream("/golden/api/" + name + ".json")) {
            assertThat(stream).as(name).isNotNull();
            return new String(stream.readAllBytes(), UTF_8);
        }
    }
}
