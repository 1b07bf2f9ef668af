package dev.limbeck.contract.run;

/** A run spec that is refused before anything starts. The message names path, value and what is allowed. */
public final class InvalidRunSpecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String problem;

    public InvalidRunSpecException(String path, String problem, Throwable cause) {
        super(path.isEmpty() ? problem : path + ": " + problem, cause);
        this.path = path;
        this.problem = problem;
    }

    /** Where in the document, as {@code spec.students[1].objective.temperature}. */
    public String path() {
        return path;
    }

    /** What is wrong there, without the path. */
    public String problem() {
        return problem;
    }
}
