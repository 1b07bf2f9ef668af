package dev.limbeck.student.training;

import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.network.NetworkRaisedException;
import dev.limbeck.network.StepOutcome;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A step that was tried, and has changed something only if it is fine.
 *
 * @param outcome empty if the network raised an error
 */
record Attempt(Optional<StepOutcome> outcome, Optional<NetworkRaisedException> raised) {
    static Attempt of(Supplier<StepOutcome> step) {
        try {
            return new Attempt(Optional.of(step.get()), Optional.empty());
        } catch (NetworkRaisedException raised) {
            return new Attempt(Optional.empty(), Optional.of(raised));
        }
    }

    boolean isFine() {
        return outcome.isPresent() && outcome.get().finite();
    }

    String fault() {
        return outcome.map(step -> "loss %s, gradient norm %s".formatted(step.loss(), step.gradientNorm()))
                .orElseGet(() -> "the network raises: "
                        + raised.map(NetworkRaisedException::reason).orElseThrow());
    }

    /** What is said of an example that is at fault. */
    Rejection rejection(long step, String student) {
        return new Rejection(
                raised.isPresent() ? RejectionReason.NETWORK_RAISED : RejectionReason.NON_FINITE,
                "step %d of student %s: %s with this record".formatted(step, student, fault()));
    }
}
