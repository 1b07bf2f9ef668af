package dev.limbeck.network.engine;

/** Ends what a thread waits for when this JVM is stopped meanwhile, so that it stops without waiting. */
final class OnStop {
    private final Thread hook;

    private OnStop(Thread hook) {
        this.hook = hook;
    }

    /** @throws IllegalStateException when this JVM is being stopped already */
    static OnStop call(String name, Runnable ending) {
        var hook = new Thread(ending, name);
        Runtime.getRuntime().addShutdownHook(hook);
        return new OnStop(hook);
    }

    /** The wait is over. */
    void isOver() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException beingStopped) {
            // Then it runs, and finds nothing to end.
        }
    }
}
