package dev.limbeck.orchestrator.streams;

import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.orchestrator.lifecycle.RunInput;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what arrives on the topics of inputs; what is none is skipped. */
final class InputReader {
    private final SkippedInputs skipped;

    InputReader(SkippedInputs skipped) {
        this.skipped = skipped;
    }

    List<RunInput> command(@Nullable String key, byte @Nullable [] value) {
        return read(
                "a command with key " + key,
                value,
                bytes -> keyed(key, new RunInput.Command(admissible(ContractJson.read(bytes, RunCommand.class)))));
    }

    List<RunInput> event(@Nullable String key, byte @Nullable [] value) {
        return read(
                "an event with key " + key,
                value,
                bytes -> keyed(key, new RunInput.Event(ContractJson.read(bytes, RunEvent.class))));
    }

    List<RunInput> checkpoint(@Nullable String key, byte @Nullable [] value) {
        return read(
                "a checkpoint with key " + key,
                value,
                bytes -> named(new RunInput.Checkpoint(ContractJson.read(bytes, CheckpointAnnounced.class))));
    }

    List<RunInput> report(@Nullable String key, byte @Nullable [] value) {
        return read(
                "an evaluation with key " + key,
                value,
                bytes -> named(new RunInput.Report(ContractJson.read(bytes, EvaluationReport.class))));
    }

    private List<RunInput> read(String what, byte @Nullable [] value, Function<byte[], RunInput> reading) {
        try {
            if (value == null) {
                throw new IllegalArgumentException("it has no value");
            }
            if (value.length > RunProcessor.LARGEST) {
                throw new IllegalArgumentException(
                        "it has %,d bytes, allowed are %,d".formatted(value.length, RunProcessor.LARGEST));
            }
            return List.of(reading.apply(value));
        } catch (RuntimeException unreadable) {
            skipped.skip(what, unreadable);
            return List.of();
        }
    }

    /** What the API would have refused is refused here, too: others can write to the topic. */
    private static RunCommand admissible(RunCommand command) {
        if (!RunCommand.ID.matcher(command.commandId()).matches()) {
            throw new IllegalArgumentException("commandId is none; allowed are 1 to 128 visible ASCII characters");
        }
        if (command instanceof RunCommand.Apply apply) {
            apply.declaration().spec().source().requireOfOthers();
        }
        return command;
    }

    /** Under another key it would be worked in beside the run, not after what came before. */
    private static RunInput keyed(@Nullable String key, RunInput input) {
        if (!named(input).run().equals(key)) {
            throw new IllegalArgumentException("key is %s, allowed is the run: %s".formatted(key, input.run()));
        }
        return input;
    }

    private static RunInput named(RunInput input) {
        @Nullable String run = input.run();
        if (run == null || run.isBlank()) {
            throw new IllegalArgumentException("run is missing");
        }
        return input;
    }
}
