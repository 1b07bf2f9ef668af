package dev.limbeck.evaluator.watch;

import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.status.WatchStatus.Role;
import dev.limbeck.contract.status.WatchStatus.WatchedStudent;
import java.util.OptionalDouble;

/** How one promoted student has done on the newest examples. */
final class StudentRecord {
    private final SlidingMean agreement;
    private final SlidingMean accuracy;

    StudentRecord(int window) {
        agreement = new SlidingMean(window);
        accuracy = new SlidingMean(window);
    }

    /** What an example was worth with it. */
    void add(double byTeacher, OptionalDouble byHardLabel) {
        agreement.add(byTeacher);
        byHardLabel.ifPresent(accuracy::add);
    }

    WatchedStudent as(Role role, Champion champion, double promised) {
        return new WatchedStudent(
                role,
                champion.student(),
                champion.checkpointDigest(),
                agreement.mean().orElse(0),
                accuracy.mean(),
                promised);
    }
}
