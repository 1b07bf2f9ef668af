package dev.limbeck.contract.topic;

/** The topics that belong to one run. Names are part of the contract: other tools read them. */
public record RunTopics(String run) {
    private static final String PREFIX = "limbeck.";

    /** Announcements of checkpoints, of all runs; key {@code run/student}. */
    public static final String CHECKPOINTS = PREFIX + "checkpoints";
    /** Evaluation reports, of all runs; key is the run. */
    public static final String EVALUATIONS = PREFIX + "evaluations";
    /** What happened to runs; key is the run. */
    public static final String RUN_EVENTS = PREFIX + "run.events";

    /** Distillation examples labelled from the source topic; key is the record id. */
    public String examples() {
        return PREFIX + "examples." + run + ".g1";
    }

    /** The labelled data set of the run as examples, for students that learn from hard labels; key is the record id. */
    public String labelled() {
        return PREFIX + "labelled." + run;
    }

    /** A student's step log: what each of its mini-batches was made of; key is the student. */
    public String steps(String student) {
        return PREFIX + "steps." + run + "." + student;
    }

    /** Unusable records as they came, with reason headers. */
    public String deadLetters() {
        return PREFIX + "dead-letters." + run;
    }

    /** The consumer group that all teacher replicas of the run share. */
    public String teacherGroup() {
        return "limbeck-" + run + "-teacher";
    }
}
