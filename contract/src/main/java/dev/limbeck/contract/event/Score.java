package dev.limbeck.contract.event;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How one network did on a held-out set. Numbers that need hard labels are absent where there are none.
 *
 * @param name of the student, or {@code teacher}
 * @param checkpointId of a student's weights, or the teacher's version
 * @param accuracy share of labelled examples whose top class is the hard label
 * @param negativeLogLikelihood of the hard label, mean, in nats
 * @param calibrationError expected calibration error over equal-mass bins, in [0, 1]
 * @param teacherAgreement share of all examples whose top class is the teacher's
 * @param artifactBytes size of the network file that was opened; of a checkpoint that is the file it began with,
 *     which differs from its promoted artifact by metadata only
 * @param latencyMicros of one example at a time on one thread, median, in microseconds
 */
public record Score(
        String name,
        Arm arm,
        String checkpointId,
        long step,
        OptionalDouble accuracy,
        OptionalDouble negativeLogLikelihood,
        OptionalDouble calibrationError,
        double teacherAgreement,
        List<ClassRecall> perClass,
        long parameters,
        long artifactBytes,
        double latencyMicros) {

    public Score {
        perClass = List.copyOf(perClass);
    }

    /** What a network is in its run. */
    public enum Arm {
        TEACHER,
        DISTILLED,
        CONTROL
    }

    /**
     * Recall of one class.
     *
     * @param support labelled examples of the class; recall is 0 where there are none
     */
    public record ClassRecall(int hardLabel, double recall, long support) {}
}
