package dev.limbeck.contract.metric;

/**
 * A number that tells how well a network does.
 *
 * @param name in documents and declarations
 * @param title in few words, for the head of a column
 */
public record Metric(String name, String title, Unit unit, Better better) {
    /** How much the records are worth by the teacher's answers: fidelity, which needs no hard labels. */
    public static final Metric TEACHER_AGREEMENT =
            new Metric("teacherAgreement", "agreement", Unit.SHARE, Better.HIGHER);

    /** How it is shown. */
    public enum Unit {
        /** In [0, 1], shown in percent. */
        SHARE,
        NUMBER
    }

    /** Which of two numbers is the better one. */
    public enum Better {
        HIGHER,
        LOWER
    }

    public static Metric share(String name, String title, Better better) {
        return new Metric(name, title, Unit.SHARE, better);
    }

    public static Metric number(String name, String title, Better better) {
        return new Metric(name, title, Unit.NUMBER, better);
    }
}
