package dev.limbeck.network;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network that gives other numbers for a record among others than for the record alone. Either the network mixes the
 * records of a batch, or PyTorch computes wrongly on this machine: the weights it was opened with are not to blame.
 */
public final class UnsoundNetworkException extends UnusableNetworkException {
    private static final long serialVersionUID = 1L;

    public UnsoundNetworkException(String problem) {
        super(problem);
    }

    private UnsoundNetworkException(Optional<String> file, String problem, @Nullable Throwable cause) {
        super(file, problem, cause);
    }

    @Override
    public UnsoundNetworkException of(String file) {
        return new UnsoundNetworkException(Optional.of(file), problem(), this);
    }
}
