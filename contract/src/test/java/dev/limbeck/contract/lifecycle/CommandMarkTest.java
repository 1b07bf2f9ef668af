package dev.limbeck.contract.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.RunSpecReader;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CommandMarkTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void anIdIsOfTheSameCommandHoweverMuchOfItsDefaultsIsSaid() throws IOException {
        // Given
        var sparse = apply("{name: small, network: 'builtin:cnn-2'}");
        var spelledOut = apply("{name: small, network: 'builtin:cnn-2', seed: 1, objective: {temperature: 4}}");
        var other = apply("{name: small, network: 'builtin:cnn-2', seed: 2}");
        // When
        var state = carriedOut(CommandMark.of(sparse));
        // Then
        assertThat(CommandMark.isOfAnother(state, spelledOut)).isFalse();
        assertThat(CommandMark.isOfAnother(state, other)).isTrue();
    }

    /** As a release of before wrote them: of the JSON of all keys. */
    @Test
    void marksThatCountDefaultsAreRecognised() throws IOException {
        // Given
        var command = apply("{name: small, network: 'builtin:cnn-2'}");
        // When
        ObjectNode all = ContractJson.events().valueToTree(command);
        byte[] counted = ContractJson.writeCanonical(all.without(List.of("commandId", "at")));
        var state = carriedOut("0f3e " + Sha256.hex(counted).substring(0, 16));
        // Then
        assertThat(CommandMark.isOfAnother(state, command)).isFalse();
    }

    private static RunCommand apply(String student) {
        DistillationRun run = RunSpecReader.read("""
                apiVersion: limbeck.dev/v1alpha1
                kind: DistillationRun
                metadata: {name: digits}
                spec:
                  source: {topic: production.digits}
                  input: {shape: [1, 8, 8], classes: 4, normalisation: {mean: [127], std: [64]}}
                  teacher: {network: 'builtin:mlp-16', train: {dataset: {path: data}}}
                  students: [%s]
                """.formatted(student));
        return new RunCommand.Apply("0f3e", run, NOW);
    }

    private static RunState carriedOut(String mark) throws IOException {
        try (var golden = CommandMarkTest.class.getResourceAsStream("/golden/run-state/v2/state.json")) {
            ObjectNode state = ContractJson.events()
                    .readValue(Objects.requireNonNull(golden).readAllBytes(), ObjectNode.class);
            state.putArray("carriedOut").add(mark);
            return ContractJson.read(ContractJson.write(state), RunState.class);
        }
    }
}
