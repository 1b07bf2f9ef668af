package dev.limbeck.local.cli;

import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.local.api.Accepted;
import dev.limbeck.local.api.Orchestrator;
import dev.limbeck.local.cli.RunActions.RunAction;
import dev.limbeck.local.view.CheckpointName;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands that decide on a checkpoint. */
final class CheckpointActions {
    private static final String ACCEPTED_FORMS =
            "its id as limbeck get checkpoints prints it, STUDENT/ID where two have the same, or its digest's beginning";

    private CheckpointActions() {}

    /** Of the candidates that wait for a person. */
    private static String awaiting(RunState run, String checkpoint) {
        return CheckpointName.find(
                        checkpoint,
                        run.candidates().stream()
                                .filter(candidate -> candidate.phase() == Candidate.Phase.AWAITING_APPROVAL)
                                .map(CheckpointName::of)
                                .toList(),
                        "checkpoint of run %s that awaits approval".formatted(run.run()))
                .digest();
    }

    /** What they have in common: somebody may say why. */
    private abstract static class Decision extends RunAction {
        @Option(names = "--reason", paramLabel = "TEXT", description = "Why; stands in the run's history.")
        private Optional<String> reason = Optional.empty();

        Optional<String> reason() {
            return reason;
        }
    }

    @Command(name = "approve", description = "Lets a candidate that awaits approval become champion.")
    static final class Approve extends Decision {
        @Parameters(index = "1", paramLabel = "CHECKPOINT", description = "Which: " + ACCEPTED_FORMS + ".")
        private String checkpoint = "";

        @Override
        Accepted ask(Orchestrator orchestrator) throws InterruptedException {
            var digest = awaiting(orchestrator.run(run()), checkpoint);
            return orchestrator.decide(run(), "approve", Optional.of(digest), reason());
        }
    }

    @Command(name = "reject", description = "Turns a candidate that awaits approval down.")
    static final class Reject extends Decision {
        @Parameters(index = "1", paramLabel = "CHECKPOINT", description = "Which: " + ACCEPTED_FORMS + ".")
        private String checkpoint = "";

        @Override
        Accepted ask(Orchestrator orchestrator) throws InterruptedException {
            var digest = awaiting(orchestrator.run(run()), checkpoint);
            return orchestrator.decide(run(), "reject", Optional.of(digest), reason());
        }
    }

    @Command(name = "rollback", description = "Makes an earlier champion the champion again.")
    static final class RollBack extends Decision {
        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "CHECKPOINT",
                description = {"Which: " + ACCEPTED_FORMS + ".", "Default: the champion before the present one."})
        private Optional<String> checkpoint = Optional.empty();

        @Override
        Accepted ask(Orchestrator orchestrator) throws InterruptedException {
            var known = orchestrator.run(run());
            var digest = checkpoint.map(name -> CheckpointName.find(
                            name,
                            known.champions().stream()
                                    .map(CheckpointActions::name)
                                    .toList(),
                            "champion that run %s had".formatted(run()))
                    .digest());
            return orchestrator.decide(run(), "rollback", digest, reason());
        }
    }

    private static CheckpointName name(Champion champion) {
        return new CheckpointName(
                champion.generation(), champion.student(), champion.checkpointId(), champion.checkpointDigest());
    }
}
