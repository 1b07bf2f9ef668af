package dev.limbeck.contract.topic;

/**
 * The topics and consumer groups that belong to one run. Names are part of the contract: other tools read them. Their
 * parts are set apart by dots, which no name of a run or a student has, so no two runs share one.
 */
public record RunTopics(String run) {
    /** How all topics begin that Limbeck writes: a source topic does not. */
    public static final String PREFIX = "limbeck.";

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
        return PREFIX + run + ".teacher";
    }

    /** The consumer group under which a student tells of its progress. */
    public String studentGroup(String student) {
        return PREFIX + run + "." + student;
    }

    /** The consumer group that all evaluator replicas of the run share. */
    public String evaluatorGroup() {
        return PREFIX + run + ".evaluator";
    }
}
