package dev.limbeck.network.engine;

/** PyTorch gives wrong results here, or ends the process, whatever it is told to use. */
public final class UnsoundEngineException extends RuntimeException {
    public UnsoundEngineException(String message) {
        super(message);
    }
}
