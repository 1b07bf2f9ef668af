package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunState;
import java.util.List;
import java.util.Optional;

/**
 * What an input makes of a run.
 *
 * @param state to be; empty only where there was none and the input declares none
 * @param changed whether the state is another than before; if not, there are neither orders nor history
 */
public record Reduction(
        Optional<RunState> state, boolean changed, List<RunOrder> orders, List<RunHistoryEntry> history) {
    public Reduction {
        orders = List.copyOf(orders);
        history = List.copyOf(history);
    }

    static Reduction unchanged(Optional<RunState> state) {
        return new Reduction(state, false, List.of(), List.of());
    }
}
