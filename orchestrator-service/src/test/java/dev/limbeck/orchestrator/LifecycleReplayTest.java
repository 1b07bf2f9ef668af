package dev.limbeck.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.orchestrator.lifecycle.Reduction;
import dev.limbeck.orchestrator.lifecycle.RunInput;
import dev.limbeck.orchestrator.lifecycle.RunLifecycle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LifecycleReplayTest {
    private static final RunInput APPLY =
            new RunInput.Command(new RunCommand.Apply("apply", Examples.run("digits"), Examples.NOW));
    private static final RunInput PAUSE =
            new RunInput.Command(new RunCommand.Pause("pause", "digits", Optional.empty(), Examples.NOW));
    private static final RunInput PROVISIONED =
            new RunInput.Event(new RunEvent.Provisioned("digits", "digits/g1/provision", 1, Examples.NOW));
    private static final RunInput READY = new RunInput.Event(
            new RunEvent.TeacherReady(1, Examples.teacher("digits", "v1", OptionalDouble.of(0.95)), Examples.NOW));

    private final List<RunState> states = committed(APPLY, PROVISIONED, READY, PAUSE);

    @Test
    void findsTheOrderInWhichPartitionsWereTaken() {
        // When
        var reductions = LifecycleReplay.of(states, List.of(List.of(APPLY, PAUSE), List.of(PROVISIONED, READY)));
        // Then
        assertThat(reductions)
                .extracting(Reduction::state)
                .containsExactlyElementsOf(states.stream().map(Optional::of).toList());
    }

    @Test
    void findsOutThatAnInputWasLostOrTakenTwiceOrTooEarly() {
        assertNoOrder(states, List.of(APPLY, PAUSE), List.of(PROVISIONED));
        assertNoOrder(states.subList(0, 3), List.of(APPLY, PAUSE), List.of(PROVISIONED, READY));
        assertNoOrder(states, List.of(APPLY, PAUSE), List.of(READY, PROVISIONED));
        assertNoOrder(states, List.of(PAUSE, APPLY), List.of(PROVISIONED, READY));
    }

    @Test
    void findsOutThatAStateIsMissingOrThereTwice() {
        var without = new ArrayList<>(states);
        without.remove(1);
        var twice = new ArrayList<>(states);
        twice.add(3, states.get(2));
        assertNoOrder(without, List.of(APPLY, PAUSE), List.of(PROVISIONED, READY));
        assertNoOrder(twice, List.of(APPLY, PAUSE), List.of(PROVISIONED, READY));
    }

    private static void assertNoOrder(List<RunState> states, List<RunInput> commands, List<RunInput> events) {
        assertThatThrownBy(() -> LifecycleReplay.of(states, List.of(commands, events)))
                .isInstanceOf(AssertionError.class);
    }

    private static List<RunState> committed(RunInput... inputs) {
        var states = new ArrayList<RunState>();
        Optional<RunState> state = Optional.empty();
        for (var input : inputs) {
            state = RunLifecycle.reduce(state, input, Examples.NOW.plusSeconds(states.size()))
                    .state();
            states.add(state.orElseThrow());
        }
        return states;
    }
}
