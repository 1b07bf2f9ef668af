package dev.limbeck.student.training;

import dev.limbeck.student.batch.Triage;
import dev.limbeck.student.checkpoint.CheckpointStore;
import dev.limbeck.student.steplog.StepLog;
import java.time.Clock;

/**
 * What a student has for as long as one process trains it: what it reads, what it writes down, what it has seen and
 * saved, and who is told how it goes. Its next life has all of these anew.
 */
public record StudentLife(
        Student student,
        ExampleStream stream,
        StepLog stepLog,
        Triage triage,
        CheckpointStore store,
        TrainingObserver observer,
        TrainingProgress progress,
        Clock clock) {
    /** One that begins. */
    public StudentLife(
            Student student,
            ExampleStream stream,
            StepLog stepLog,
            Triage triage,
            CheckpointStore store,
            TrainingObserver observer,
            Clock clock) {
        this(student, stream, stepLog, triage, store, observer, new TrainingProgress(student.state()), clock);
    }
}
