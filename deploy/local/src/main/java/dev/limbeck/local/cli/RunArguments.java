package dev.limbeck.local.cli;

import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.GenerationRecord;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.local.api.Orchestrator;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which run a command looks into, and which of its generations. */
final class RunArguments {
    @Parameters(index = "0", paramLabel = "RUN", description = "Name of the run, digits for example.")
    private String run = "";

    @Option(names = "--generation", paramLabel = "N", description = "Generation of the run. Default: the current one.")
    private Optional<Integer> generation = Optional.empty();

    Generation generation(Orchestrator orchestrator) throws InterruptedException {
        RunState state = orchestrator.run(run);
        int current = state.currentGeneration().number();
        int wanted = generation.orElse(current);
        if (state.generations().stream().noneMatch(record -> record.number() == wanted)) {
            throw new IllegalArgumentException("--generation is %d, allowed are %s"
                    .formatted(
                            wanted,
                            state.generations().stream()
                                    .map(GenerationRecord::number)
                                    .toList()));
        }
        return new Generation(state.declaration(), wanted);
    }
}
