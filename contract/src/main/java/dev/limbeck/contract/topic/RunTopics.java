package dev.limbeck.contract.topic;

/**
 * The topics and consumer groups that belong to one generation of a run, and those that all runs share. Names are part of
 * the contract: other tools read them. The parts of a run's own are set apart by dots, which no name of a run or a
 * student has, so no two runs share one.
 */
public record RunTopics(String run, int generation) {
    /** How all topics begin that Limbeck writes: a source topic does not. */
    public static final String PREFIX = "limbeck.";
    /** How Kafka Streams' own topics of the orchestrator begin. */
    private static final String STREAMS_PREFIX = "limbeck-orchestrator-";
    /** How the broker's own topics begin. */
    private static final String BROKER_PREFIX = "__";
    /** Of all topics that are keyed by run, so that what belongs to one run comes in order. */
    public static final int RUN_PARTITIONS = 4;

    /** Announcements of checkpoints, of all runs; key {@code run/student}. */
    public static final String CHECKPOINTS = PREFIX + "checkpoints";
    /** Evaluation reports, of all runs; key is the run, the candidate's digest and the champion's. */
    public static final String EVALUATIONS = PREFIX + "evaluations";
    /** What happened to runs; key is the run. */
    public static final String RUN_EVENTS = PREFIX + "run.events";
    /** What is asked of runs; key is the run. */
    public static final String RUN_COMMANDS = PREFIX + "run.commands";
    /** What the lifecycle of runs has somebody do; key is the order's id. */
    public static final String RUN_ORDERS = PREFIX + "run.orders";
    /** Every run as it stands, compacted; key is the run. */
    public static final String RUN_STATE = PREFIX + "run.state";
    /** The audit trail of all runs; key is the run and the line's number. */
    public static final String RUN_HISTORY = PREFIX + "run.history";
    /** How work goes on each part of each run, told every second; key is the part. */
    public static final String RUN_STATUS = PREFIX + "run.status";
    /** The consumer group of all evaluator replicas. */
    public static final String EVALUATORS = PREFIX + "evaluators";
    /** The consumer group of all student service replicas: it decides which of them has which student. */
    public static final String STUDENT_PLACEMENT = PREFIX + "students";

    /** Whether only Limbeck or the broker itself writes to a topic of this name. */
    public static boolean isInternal(String topic) {
        return topic.startsWith(PREFIX) || topic.startsWith(STREAMS_PREFIX) || topic.startsWith(BROKER_PREFIX);
    }

    /** Distillation examples labelled from the source topic; key is the record id. */
    public String examples() {
        return PREFIX + "examples." + run + ".g" + generation;
    }

    /** The labelled data set of the run as examples, for students that learn from hard labels; key is the record id. */
    public String labelled() {
        return PREFIX + "labelled." + run + ".g" + generation;
    }

    /** A student's step log: what each of its mini-batches was made of; key is the student. */
    public String steps(String student) {
        return PREFIX + "steps." + run + ".g" + generation + "." + student;
    }

    /** Unusable records as they came, with reason headers. */
    public String deadLetters() {
        return PREFIX + "dead-letters." + run;
    }

    /** Where the teacher stands on the source topic, compacted; key is the partition, or what else is said. */
    public String places() {
        return PREFIX + "places." + run;
    }

    /**
     * The consumer group that all teacher replicas of the run share, of all its generations: each goes on where the last
     * one stopped.
     */
    public String teacherGroup() {
        return PREFIX + run + ".teacher";
    }

    /** The consumer group under which a student tells of its progress. */
    public String studentGroup(String student) {
        return PREFIX + run + ".g" + generation + "." + student;
    }

    /**
     * The consumer group in which evaluator replicas share the watch on the generation's examples. It commits nothing; no
     * student is named so.
     */
    public String watchGroup() {
        return studentGroup("watch");
    }
}
