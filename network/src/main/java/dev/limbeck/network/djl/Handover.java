package dev.limbeck.network.djl;

import java.util.function.Consumer;
import java.util.function.Function;

/** Gives what has to be closed to an owner that may fail to come about. */
final class Handover {
    private Handover() {}

    /**
     * The owner, who closes the resource from now on. If there is none to be, the resource is closed here: PyTorch's
     * memory is no garbage that anybody collects.
     */
    static <R, O> O of(R resource, Consumer<R> close, Function<R, O> owner) {
        boolean taken = false;
        try {
            O made = owner.apply(resource);
            taken = true;
            return made;
        } finally {
            if (!taken) {
                close.accept(resource);
            }
        }
    }
}
