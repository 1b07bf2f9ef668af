package dev.limbeck.teacher.training;

import dev.limbeck.network.NetworkState;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers the network of the best epoch, and when hope for a better one is over. */
final class BestState {
    private final int patience;
    private @Nullable Trained best;
    private int epochs;

    BestState(int patience) {
        this.patience = patience;
    }

    /** @param state asked for only when this epoch is the best so far: it is a copy of the whole network */
    void offer(TeacherScore validation, Supplier<NetworkState> state) {
        epochs++;
        // Written so that a loss of NaN is never the best.
        boolean better = best == null
                ? Double.isFinite(validation.loss())
                : validation.loss() < best.validation().loss();
        if (better) {
            best = new Trained(state.get(), validation, epochs);
        }
    }

    boolean exhausted() {
        return epochs - (best == null ? 0 : best.epoch()) >= patience;
    }

    /** @throws NoTeacherException when no epoch gave a finite loss */
    Trained get() {
        if (best == null) {
            throw new NoTeacherException("training of the teacher diverged: after " + epochs
                    + " epochs no validation loss was finite; a smaller optimizer.learningRate may help");
        }
        return best;
    }

    /**
     * The outcome of training.
     *
     * @param epoch after which it stood so, the first being 1
     */
    record Trained(NetworkState state, TeacherScore validation, int epoch) {}
}
