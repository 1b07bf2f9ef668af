package dev.limbeck.local.process;

/** Where lines meant for a person go. Called from several threads. */
@FunctionalInterface
public interface LineSink {
    void line(String text);

    /** For when nobody watches. */
    static LineSink none() {
        return text -> {};
    }
}
