package dev.limbeck.orchestrator.provisioning;

import static dev.limbeck.orchestrator.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.orchestrator.Examples;
import dev.limbeck.orchestrator.lifecycle.RunInput;
import dev.limbeck.orchestrator.lifecycle.RunLifecycle;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ProvisionerTest {
    private static final RunState DECLARED = RunLifecycle.reduce(
                    Optional.empty(),
                    new RunInput.Command(new RunCommand.Apply("apply", Examples.run("digits"), NOW)),
                    NOW)
            .state()
            .orElseThrow();
    private static final RunOrder.Provision ORDER = new RunOrder.Provision("digits/g1/provision", 3, "digits", 1);

    private static Provisioner provisioner(Consumer<Generation> topics) {
        return new Provisioner(
                run -> Optional.of(DECLARED).filter(state -> state.run().equals(run)),
                topics,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void makesTheTopicsOfTheGenerationAndSaysSo() {
        // Given
        List<Generation> made = new ArrayList<>();
        // When
        var answer = provisioner(made::add).carryOut(ORDER);
        // Then
        assertThat(made).containsExactly(DECLARED.generation());
        assertThat(answer).contains(new RunEvent.Provisioned("digits", ORDER.orderId(), 3, NOW));
    }

    @Test
    void refusesWhatTheBrokerRefuses() {
        assertThat(provisioner(generation -> {
                            throw new InvalidTopicException("the name is too long");
                        })
                        .carryOut(ORDER))
                .contains(new RunEvent.OrderRefused(
                        "digits", ORDER.orderId(), 3, "the broker refuses: the name is too long", NOW));
    }

    @Test
    void leavesToTheNextAttemptWhatMaySucceedThen() {
        assertThat(provisioner(generation -> {
                            throw new TimeoutException("no answer");
                        })
                        .carryOut(ORDER))
                .isEmpty();
    }

    @Test
    void doesNothingForAGenerationThatIsNotTheRunsOwn() {
        // Given
        var provisioner = provisioner(generation -> {
            throw new AssertionError(generation);
        });
        // Then
        assertThat(provisioner.carryOut(new RunOrder.Provision("digits/g2/provision", 1, "digits", 2)))
                .isEmpty();
        assertThat(provisioner.isKnown(new RunOrder.Provision("digits/g2/provision", 1, "digits", 2)))
                .isFalse();
        assertThat(provisioner.isKnown(ORDER)).isTrue();
    }
}
