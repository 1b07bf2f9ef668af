package dev.limbeck.teacher.training;

/** There can be no such teacher, however often it is tried: what is declared, or a file it names, has to change. */
public final class NoTeacherException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoTeacherException(String message) {
        super(message);
    }

    NoTeacherException(String message, Throwable cause) {
        super(message, cause);
    }
}
