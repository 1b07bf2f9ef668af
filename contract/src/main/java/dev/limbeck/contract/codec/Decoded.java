package dev.limbeck.contract.codec;

import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import java.util.Optional;
import java.util.function.Function;

/** What became of some bytes: a message, or the reason why they are none. Bad bytes are expected, so no exception. */
public sealed interface Decoded<T> {
    /** The same, unless the message is refused after all. */
    Decoded<T> unless(Function<T, Optional<Rejection>> misfit);

    record Accepted<T>(T message) implements Decoded<T> {
        @Override
        public Decoded<T> unless(Function<T, Optional<Rejection>> misfit) {
            return misfit.apply(message).<Decoded<T>>map(Rejected::new).orElse(this);
        }
    }

    record Rejected<T>(Rejection rejection) implements Decoded<T> {
        @Override
        public Decoded<T> unless(Function<T, Optional<Rejection>> misfit) {
            return this;
        }
    }

    static <T> Decoded<T> rejected(RejectionReason reason, String detail) {
        return new Rejected<>(new Rejection(reason, detail));
    }
}
