package dev.limbeck.network;

/**
 * PyTorch gave a NaN or an infinity that neither the weights nor the record are to blame for: the same record alone gives
 * finite numbers. Nothing that was computed with it may be kept, and nobody's work is to be refused for it.
 */
public final class EngineFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EngineFaultException(String message) {
        super(message);
    }
}
