package dev.limbeck.contract.status;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How a teacher replica's work goes.
 *
 * @param progress of training, in [0, 1]; 1 once the teacher labels
 * @param labelled records written as distillation examples by this process since it started
 * @param deadLettered by this process since it started, by reason
 * @param lag records of its partitions that wait to be labelled
 * @param pausedBecause one sentence, while it is paused or has failed
 */
public record TeacherStatus(
        String run,
        Phase phase,
        double progress,
        Optional<String> version,
        OptionalDouble accuracy,
        long parameters,
        long labelled,
        Map<String, Long> deadLettered,
        long lag,
        Optional<String> pausedBecause) {

    public TeacherStatus {
        deadLettered = Collections.unmodifiableMap(new TreeMap<>(deadLettered));
    }

    /** What a teacher replica is at. */
    public enum Phase {
        STARTING,
        /** Another replica trains; this one waits for its artifact. */
        WAITING,
        TRAINING,
        /** It has its teacher, and nothing is to be labelled now. */
        READY,
        LABELLING,
        /** Too many records were unusable; somebody has to look, then let it go on. */
        PAUSED,
        /** It is tried again after a while. */
        FAILED
    }
}
