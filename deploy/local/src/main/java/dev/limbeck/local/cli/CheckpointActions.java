package dev.limbeck.local.cli;

import dev.limbeck.contract.api.Accepted;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.RunState;
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
            "its id as limbeck get checkpoints prints it, STUDENT/ID where two have the same, or its digest's"
                    + " beginning";

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
        @Option(names = "--reason", paramLabel = "TEXT", description = "Reason, for the run's history.")
        private Optional<String> reason = Optional.empty();

        Optional<String> reason() {
            return reason;
        }
    }

    @Command(name = "approve", description = "Promotes a checkpoint that awaits approval.")
    static final class Approve extends Decision {
        @Parameters(index = "1", paramLabel = "CHECKPOINT", description = "Which: " + ACCEPTED_FORMS + ".")
        private String checkpoint = "";

        @Override
        Accepted ask(Orchestrator orchestrator) throws InterruptedException {
            var digest = awaiting(orchestrator.run(run()), checkpoint);
            return orchestrator.decide(run(), "approve", Optional.of(digest), Optional.empty(), reason());
        }
    }

    @Command(name = "reject", description = "Rejects a checkpoint that awaits approval.")
    static final class Reject extends Decision {
        @Parameters(index = "1", paramLabel = "CHECKPOINT", description = "Which: " + ACCEPTED_FORMS + ".")
        private String checkpoint = "";

        @Override
        Accepted ask(Orchestrator orchestrator) throws InterruptedException {
            var digest = awaiting(orchestrator.run(run()), checkpoint);
            return orchestrator.decide(run(), "reject", Optional.of(digest), Optional.empty(), reason());
        }
    }

    /** What decides on who is champion, and for how long. */
    private abstract static class Hold extends Decision {
        @Option(
                names = "--for",
                paramLabel = "TIME",
                description = {"How long nothing else is promoted, as 90s, 30m or 2h.", "Default: until limbeck unpin."
                })
        private Optional<String> lasting = Optional.empty();

        /** @param checkpoint an earlier champion, or the present one, where it is named */
        Accepted ask(Orchestrator orchestrator, String verb, Optional<String> checkpoint) throws InterruptedException {
            var known = orchestrator.run(run());
            var digest = checkpoint.map(name -> CheckpointName.find(
                            name,
                            known.champions().stream()
                                    .map(CheckpointActions::name)
                                    .toList(),
                            "champion that run %s had".formatted(run()))
                    .digest());
            return orchestrator.decide(run(), verb, digest, lasting, reason());
        }
    }

    @Command(
            name = "rollback",
            description = {
                "Makes an earlier champion the champion again. No other is promoted until limbeck unpin, or for as",
                "long as --for says."
            })
    static final class RollBack extends Hold {
        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "CHECKPOINT",
                description = {"Which: " + ACCEPTED_FORMS + ".", "Default: the previous champion."})
        private Optional<String> checkpoint = Optional.empty();

        @Override
        Accepted ask(Orchestrator orchestrator) throws InterruptedException {
            return ask(orchestrator, "rollback", checkpoint);
        }
    }

    @Command(
            name = "pin",
            description = {
                "Has a champion stay: candidates are measured and none is promoted, until limbeck unpin or for as long",
                "as --for says."
            })
    static final class Pin extends Hold {
        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "CHECKPOINT",
                description = {
                    "Which champion, of those there were: " + ACCEPTED_FORMS + ".",
                    "Default: the present one."
                })
        private Optional<String> checkpoint = Optional.empty();

        @Override
        Accepted ask(Orchestrator orchestrator) throws InterruptedException {
            return ask(orchestrator, "pin", checkpoint);
        }
    }

    @Command(
            name = "unpin",
            description = "Allows promotions again, beginning with the next checkpoint that is measured.")
    static final class Unpin extends Decision {
        @Override
        Accepted ask(Orchestrator orchestrator) throws InterruptedException {
            return orchestrator.ask(run(), "unpin", reason());
        }
    }

    private static CheckpointName name(Champion champion) {
        return new CheckpointName(
                champion.generation(), champion.student(), champion.checkpointId(), champion.checkpointDigest());
    }
}
