package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunEvent;

/** Whatever can move a run. */
public sealed interface RunInput {
    String run();

    /** What is asked of a run. */
    record Command(RunCommand command) implements RunInput {
        @Override
        public String run() {
            return command.run();
        }
    }

    /** What happened to a run. */
    record Event(RunEvent event) implements RunInput {
        @Override
        public String run() {
            return event.run();
        }
    }

    /** A student wrote a checkpoint. */
    record Checkpoint(CheckpointAnnounced announced) implements RunInput {
        @Override
        public String run() {
            return announced.run();
        }
    }

    /** A checkpoint was measured. */
    record Report(EvaluationReport report) implements RunInput {
        @Override
        public String run() {
            return report.run();
        }
    }
}
