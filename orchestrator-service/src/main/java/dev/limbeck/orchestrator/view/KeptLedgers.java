package dev.limbeck.orchestrator.view;

import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.json.UnknownVersionException;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.GenerationRecord;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What students' newest checkpoints say became of their records: all there is of a student that is not at work. */
@Singleton
public class KeptLedgers {
    private static final Logger log = LoggerFactory.getLogger(KeptLedgers.class);

    private final StoreLayout store;

    KeptLedgers(StoreLayout store) {
        this.store = store;
    }

    /** Empty where there is no checkpoint that can be read. */
    public Optional<Ledger> of(Generation generation, String student) {
        try {
            for (var checkpoint :
                    CheckpointFolder.newestFirst(store.checkpoints(generation.name(), generation.number(), student))) {
                var ledger = read(checkpoint);
                if (ledger.isPresent()) {
                    return ledger;
                }
            }
        } catch (IOException unreadable) {
            log.warn("The checkpoints of {} of run {} cannot be listed", student, generation.name(), unreadable);
        }
        return Optional.empty();
    }

    /** Of all generations of a run but the one that is worked on, together; empty where there is no checkpoint of any. */
    public Optional<Ledger> ofEarlier(RunState state, String student) {
        int current = state.currentGeneration().number();
        return state.generations().stream()
                .map(GenerationRecord::number)
                .filter(number -> number != current)
                .flatMap(number -> of(new Generation(state.declaration(), number), student).stream())
                .reduce(Ledger::plus);
    }

    private static Optional<Ledger> read(CheckpointFolder checkpoint) {
        try {
            return Optional.of(checkpoint.state().position().ledger());
        } catch (IOException | UncheckedIOException | UnknownVersionException damaged) {
            log.warn("{} cannot be read: {}", checkpoint.path(), damaged.toString());
            return Optional.empty();
        }
    }
}
