package dev.limbeck.student.training;

import dev.limbeck.contract.event.CheckpointAnnounced;

/** Tells the evaluators of a checkpoint. */
public interface CheckpointAnnouncer {
    /** Returns when the announcement is durable. */
    void announce(CheckpointAnnounced checkpoint);
}
