package dev.limbeck.evaluator.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.evaluator.Orders;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderStateTest {
    private static final RunOrder FIRST = new RunOrder.Provision("provision/1", 1, "toy", 1);

    private static RunState waitingFor(RunOrder... orders) {
        var run = RunSpecReader.read("""
                apiVersion: limbeck.dev/v1alpha1
                kind: DistillationRun
                metadata: {name: toy}
                spec:
                  source: {topic: production.toy}
                  input: {shape: [2], classes: 3, normalisation: {mean: [0], std: [255]}}
                  teacher: {artifact: teacher.pt}
                  students: [{name: small, network: "builtin:mlp-8"}]
                """);
        return Orders.stateOf(run, RunPhase.DISTILLING, 1, List.of(orders));
    }

    @Test
    void anOrderThatItsRunWaitsForCounts() {
        assertThat(OrderState.of(FIRST, Optional.of(waitingFor(FIRST)))).isEqualTo(OrderState.AWAITED);
    }

    @Test
    void anOlderAttemptDoesNotCountAnyMore() {
        assertThat(OrderState.of(FIRST, Optional.of(waitingFor(FIRST.again())))).isEqualTo(OrderState.OUTDATED);
    }

    @Test
    void ofANewerAttemptTheStateMayNotBeReadYet() {
        assertThat(OrderState.of(FIRST.again(), Optional.of(waitingFor(FIRST)))).isEqualTo(OrderState.UNKNOWN);
    }

    @Test
    void anOrderThatNoRunIsSeenToWaitForIsUnknown() {
        assertThat(OrderState.of(FIRST, Optional.empty())).isEqualTo(OrderState.UNKNOWN);
        assertThat(OrderState.of(FIRST, Optional.of(waitingFor()))).isEqualTo(OrderState.UNKNOWN);
    }
}
