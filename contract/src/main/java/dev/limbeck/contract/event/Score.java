package dev.limbeck.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * How one network did on a held-out set. Numbers that need hard labels are absent where there are none; others are no
 * number where they were not measured, as in a report from before they were.
 *
 * @param name of the student, or {@code teacher}
 * @param checkpointId of a student's weights, or the teacher's version
 * @param accuracy share of labelled examples whose top class is the hard label
 * @param negativeLogLikelihood of the hard label, mean, in nats
 * @param brierScore squared distance of the probabilities from the hard label, summed over the classes, mean; in [0, 2]
 * @param calibrationError expected calibration error over equal-mass bins, in [0, 1]
 * @param teacherAgreement share of all examples whose top class is the teacher's
 * @param klToTeacher mean KL divergence of the network's probabilities from the teacher's, at temperature 1, in nats
 * @param perClass one for each class, or of many classes those that matter most; empty without hard labels
 * @param confusions the most frequent mistakes, most frequent first
 * @param reliability bins of the calibration error, by confidence
 * @param slices by the values of the declared attributes
 */
public record Score(
        String name,
        Arm arm,
        String checkpointId,
        long step,
        OptionalDouble accuracy,
        OptionalDouble negativeLogLikelihood,
        OptionalDouble brierScore,
        OptionalDouble calibrationError,
        double teacherAgreement,
        double klToTeacher,
        List<ClassRecall> perClass,
        List<Confusion> confusions,
        List<CalibrationBin> reliability,
        List<SliceScore> slices,
        Cost cost) {

    public Score {
        perClass = List.copyOf(perClass);
        confusions = List.copyOf(confusions);
        reliability = List.copyOf(reliability);
        slices = List.copyOf(slices);
    }

    /** Without what is only shown: small enough for a state that keeps many. */
    public Score summary() {
        return with(List.of(), List.of(), List.of());
    }

    /** Told of these classes only. */
    public Score only(Predicate<ClassRecall> which) {
        return with(perClass.stream().filter(which).toList(), confusions, slices);
    }

    private Score with(List<ClassRecall> classes, List<Confusion> mistakes, List<SliceScore> parts) {
        return new Score(
                name,
                arm,
                checkpointId,
                step,
                accuracy,
                negativeLogLikelihood,
                brierScore,
                calibrationError,
                teacherAgreement,
                klToTeacher,
                classes,
                mistakes,
                reliability,
                parts,
                cost);
    }

    /** What a network is in its run. */
    public enum Arm {
        TEACHER,
        DISTILLED,
        CONTROL
    }

    /**
     * Recall of one class with its 95 % Wilson interval.
     *
     * @param support labelled examples of the class; recall is 0 and the interval [0, 1] where there are none
     */
    public record ClassRecall(int hardLabel, double recall, double low, double high, long support) {}

    /** How often one class was taken for another. */
    public record Confusion(int hardLabel, int predicted, long count) {}

    /**
     * Examples of like confidence.
     *
     * @param confidence mean probability of the top class
     * @param accuracy share of them whose top class is the hard label
     */
    public record CalibrationBin(double confidence, double accuracy, long count) {}

    /**
     * The examples whose records have this value of an attribute.
     *
     * @param labelled of them, those that the accuracy is of; absent where nobody counted
     */
    public record SliceScore(
            String attribute,
            String value,
            long examples,
            // As long as reports without it are read, they have the digest that they had.
            @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalLong labelled,
            OptionalDouble accuracy,
            double teacherAgreement) {}

    /**
     * What it takes to run the network.
     *
     * @param artifactBytes size of the network file that was opened; of a checkpoint that is the file it began with,
     *     which differs from its promoted artifact by metadata only
     * @param latencyMicros of one example at a time on one thread, median, in microseconds
     * @param latencyP99Micros 99th percentile of the same
     * @param estimatedJoules energy of 1,000 inferences of one example: an estimate, CPU time by declared watts
     */
    public record Cost(
            long parameters,
            long artifactBytes,
            double latencyMicros,
            double latencyP99Micros,
            double estimatedJoules) {}
}
