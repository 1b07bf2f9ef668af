package dev.limbeck.orchestrator.streams;

import static dev.limbeck.orchestrator.Runs.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunEvent.TimerFired;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.orchestrator.Runs;
import dev.limbeck.orchestrator.lifecycle.RunInput;
import dev.limbeck.orchestrator.lifecycle.RunLifecycle;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DueOrdersTest {
    private final DueOrders orders = new DueOrders();

    @Test
    void anOrderIsDueOnceWhenItsTimeHasCome() {
        // Given
        orders.watch(applied());
        // Then
        assertThat(orders.due(NOON.plusSeconds(59))).isEmpty();
        assertThat(orders.due(NOON.plusSeconds(60)))
                .containsExactly(new TimerFired("run", "run/g1/provision", 1, NOON.plusSeconds(60)));
        assertThat(orders.due(NOON.plusSeconds(61))).isEmpty();
    }

    @Test
    void aClockThatIsSetBackAnHourMakesItWaitNoLongerThanAnOrderMayTake() {
        // Given
        orders.watch(applied());
        orders.due(NOON.plusSeconds(30));
        var hourBack = NOON.minusSeconds(3600);
        // When
        assertThat(orders.due(hourBack)).isEmpty();
        // Then
        assertThat(orders.due(hourBack.plusSeconds(59))).isEmpty();
        assertThat(orders.due(hourBack.plusSeconds(60))).hasSize(1);
    }

    /** Waits for its topics, for a minute. */
    private static RunState applied() {
        var apply = new RunCommand.Apply("apply-run", Runs.declared("run"), NOON);
        return RunLifecycle.reduce(Optional.empty(), new RunInput.Command(apply), NOON)
                .state()
                .orElseThrow();
    }
}
