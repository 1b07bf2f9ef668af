package dev.limbeck.contract.status;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an evaluator replica sees of the live stream, over the newest window of its partitions.
 *
 * @param examples looked at since it began to watch the generation
 * @param windowed of them, in the window
 * @param teacherEntropy mean entropy of the teacher's probabilities, in nats
 * @param teacherAccuracy where there are hard labels
 * @param watched the champion, the champion before it, and the run's first champion
 * @param drifts detected in the generation
 */
public record WatchStatus(
        long examples,
        int windowed,
        double teacherEntropy,
        OptionalDouble teacherAccuracy,
        List<WatchedStudent> watched,
        List<DriftSignal> signals,
        long drifts) {
    public WatchStatus {
        watched = List.copyOf(watched);
        signals = List.copyOf(signals);
    }

    /** What a watched student is in its run. */
    public enum Role {
        CHAMPION,
        /** Champion before the present one. */
        PREVIOUS,
        /** The run's first champion: what a student that is trained once and left alone would be. */
        FROZEN
    }

    /**
     * A promoted student on the window's examples.
     *
     * @param promised agreement with the teacher on the held-out set, when it was promoted
     */
    public record WatchedStudent(
            Role role,
            String student,
            String checkpointDigest,
            double agreement,
            OptionalDouble accuracy,
            double promised) {}

    /**
     * Where one detector stands.
     *
     * @param signal as in {@code drift-detected}
     * @param value newest value of what it follows
     * @param reference what it is compared with; absent while the detector still learns it
     */
    public record DriftSignal(String signal, double value, Optional<Double> reference) {}
}
