package dev.limbeck.evaluator.watch;

import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.status.WatchStatus.Role;
import dev.limbeck.contract.status.WatchStatus.WatchedStudent;
import java.util.OptionalInt;

/** How one promoted student has done on the newest examples. */
final class StudentRecord {
    private final SlidingMean agreement;
    private final SlidingMean accuracy;

    StudentRecord(int window) {
        agreement = new SlidingMean(window);
        accuracy = new SlidingMean(window);
    }

    void add(int choice, int teachersChoice, OptionalInt hardLabel) {
        agreement.add(choice == teachersChoice);
        hardLabel.ifPresent(label -> accuracy.add(choice == label));
    }

    WatchedStudent as(Role role, Champion champion) {
        return new WatchedStudent(
                role,
                champion.student(),
                champion.checkpointDigest(),
                agreement.mean().orElse(0),
                accuracy.mean(),
                champion.score().teacherAgreement());
    }
}
