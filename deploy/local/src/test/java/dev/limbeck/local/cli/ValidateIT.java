package dev.limbeck.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limbeck.local.LimbeckProcess;
import dev.limbeck.local.digits.DigitDataset;
import dev.limbeck.local.digits.DigitStyle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command and the packaged service that it tries networks with; nothing else runs. */
class ValidateIT {
    @TempDir
    Path folder;

    @Test
    void allThatIsWrongIsListedAndWhatIsFineIsNamed() throws Exception {
        // Given
        new DigitDataset(5, List.of(DigitStyle.standard()), 60, 20).writeTo(folder.resolve("dataset"));
        Path file = Files.writeString(folder.resolve("run.yaml"), yaml());
        // When
        var limbeck = LimbeckProcess.start(folder, "validate", "-f", file.toString(), "-o", "json");
        int exitCode = limbeck.await(120);
        // Then
        assertThat(exitCode).as(limbeck.err()).isEqualTo(3);
        JsonNode result = new ObjectMapper().readTree(limbeck.out());
        assertThat(result.path("ok").asBoolean()).isFalse();
        assertThat(refused(result))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("spec.students[0].objective.temperature: is 1.0E-38, allowed"))
                .anyMatch(line -> line.contains("did you mean builtin:resnet-8x4?"))
                .anyMatch(line -> line.contains(folder.resolve("none.pt") + " does not exist"));
        assertThat(limbeck.out()).contains("60 examples to train on, 20 to test with");
    }

    private static List<String> refused(JsonNode result) {
        return StreamSupport.stream(result.path("checks").spliterator(), false)
                .filter(check -> !check.path("ok").asBoolean())
                .map(check -> check.path("name").asText() + ": "
                        + check.path("detail").asText())
                .toList();
    }

    private String yaml() {
        return """
                apiVersion: limbeck.dev/v1alpha1
                kind: DistillationRun
                metadata: {name: wrong}
                spec:
                  source: {topic: production.wrong}
                  input: {shape: [1, 28, 28], classes: 10, normalisation: {mean: [33], std: [78]}}
                  teacher:
                    network: builtin:mlp-16
                    train: {dataset: {path: '%1$s/dataset'}}
                  students:
                    - {name: cold, network: "builtin:cnn-4", objective: {temperature: 1e-38}}
                    - {name: misspelt, network: "builtin:resent-8x4"}
                    - {name: missing, network: '%1$s/none.pt'}
                """.formatted(folder);
    }
}
