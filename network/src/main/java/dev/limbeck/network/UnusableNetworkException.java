package dev.limbeck.network;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network file that cannot do what it is asked to. The message is one sentence: the file, what was found, what is
 * needed, and PyTorch's own reason where it is PyTorch that refuses.
 */
public class UnusableNetworkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final boolean named;

    /** @param problem the rest of a sentence that begins with the file's name */
    public UnusableNetworkException(String problem) {
        this(Optional.empty(), problem, null);
    }

    /** @param problem the rest of a sentence that begins with the file's name */
    public UnusableNetworkException(String problem, Throwable cause) {
        this(Optional.empty(), problem, cause);
    }

    protected UnusableNetworkException(Optional<String> file, String problem, @Nullable Throwable cause) {
        super(file.map(name -> name + " " + problem).orElse(problem), cause);
        this.problem = problem;
        this.named = file.isPresent();
    }

    /** Whether the message says already which file it is about. */
    public boolean isNamed() {
        return named;
    }

    /** What is wrong, without the file's name. */
    public String problem() {
        return problem;
    }

    /**
     * The same refusal of a file under the name by which whoever reads it knows it.
     *
     * @param file as it was declared
     */
    public UnusableNetworkException of(String file) {
        return new UnusableNetworkException(Optional.of(file), problem, this);
    }
}
