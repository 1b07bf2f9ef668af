package dev.limbeck.contract.codec;

/** What became of some bytes: a message, or the reason why they are none. Bad bytes are expected, so no exception. */
public sealed interface Decoded<T> {
    record Accepted<T>(T message) implements Decoded<T> {}

    record Rejected<T>(Rejection rejection) implements Decoded<T> {}

    static <T> Decoded<T> rejected(RejectionReason reason, String detail) {
        return new Rejected<>(new Rejection(reason, detail));
    }
}
