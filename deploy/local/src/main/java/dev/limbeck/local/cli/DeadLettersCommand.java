package dev.limbeck.local.cli;

import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.deadletter.DeadLetterPosition;
import dev.limbeck.kafka.deadletter.DeadLetterTopic;
import dev.limbeck.kafka.deadletter.Redrive;
import dev.limbeck.kafka.deadletter.StoredDeadLetter;
import dev.limbeck.local.deadletter.DeadLetterDetails;
import dev.limbeck.local.deadletter.DeadLetterList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "dead-letters",
        description = "Lists or shows the records that a stage could not use, or sends them back to be tried again.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DeadLettersCommand.ListCommand.class,
            DeadLettersCommand.ShowCommand.class,
            DeadLettersCommand.RedriveCommand.class
        })
final class DeadLettersCommand {
    private DeadLettersCommand() {}

    /** Which run's dead letters, and where to say what was found. */
    private static final class Common {
        @Mixin
        private final BrokerOption broker = new BrokerOption();

        @Mixin
        private final OutputOption output = new OutputOption();

        @Spec(Spec.Target.MIXEE)
        private CommandSpec command = CommandSpec.create(); // picocli puts the command's own here

        @Option(names = "--run", paramLabel = "NAME", description = "Name of the run. Default: ${DEFAULT-VALUE}.")
        private String run = "digits";

        /** Dead letters of all generations stand together. */
        RunTopics topics() {
            return new RunTopics(run, 1);
        }

        DeadLetterTopic topic() {
            return new DeadLetterTopic(broker.connection("dead-letters"), topics().deadLetters());
        }

        void print(Object result, List<String> lines) {
            var out = command.commandLine().getOut();
            if (output.format() == OutputFormat.json) {
                out.println(ResultJson.of(result));
            } else {
                lines.forEach(out::println);
            }
            out.flush();
        }
    }

    /** Which of them; all if nothing is said. */
    private static final class Choice {
        @Option(
                names = "--reason",
                paramLabel = "REASON",
                description = "Only those with this reason: ${COMPLETION-CANDIDATES}.")
        private Optional<RejectionReason> reason = Optional.empty();

        @Option(names = "--stage", paramLabel = "STAGE", description = "Only those of this stage: teacher or student.")
        private Optional<String> stage = Optional.empty();

        Predicate<StoredDeadLetter> predicate() {
            return stored ->
                    reason.map(stored.letter().rejection().reason()::equals).orElse(true)
                            && stage.map(stored.letter().stage()::equals).orElse(true);
        }
    }

    static final class PositionConverter implements ITypeConverter<DeadLetterPosition> {
        @Override
        public DeadLetterPosition convert(String text) {
            try {
                return DeadLetterPosition.parse(text);
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException(String.valueOf(wrong.getMessage()));
            }
        }
    }

    @Command(name = "list", description = "Lists the newest dead letters, and counts all of them by reason.")
    static final class ListCommand implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Mixin
        private final Choice choice = new Choice();

        @Option(names = "--limit", paramLabel = "N", description = "How many to list. Default: ${DEFAULT-VALUE}.")
        private int limit = 50;

        @Override
        public Integer call() {
            if (limit < 1) {
                throw new IllegalArgumentException("--limit is " + limit + ", allowed is 1 or more");
            }
            var list = DeadLetterList.of(common.topic(), choice.predicate(), limit);
            common.print(list, list.lines());
            return ExitCode.OK;
        }
    }

    @Command(
            name = "show",
            description = "Shows one dead letter: headers, decoded content if it can be decoded, and bytes.")
    static final class ShowCommand implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Parameters(
                paramLabel = "OFFSET",
                converter = PositionConverter.class,
                description = "Its offset, as listed; PARTITION:OFFSET if the partition is not 0.")
        private DeadLetterPosition position = new DeadLetterPosition(0, 0);

        @Override
        public Integer call() {
            var stored = common.topic()
                    .find(position)
                    .orElseThrow(() -> new IllegalArgumentException("there is no dead letter at " + position));
            var details = DeadLetterDetails.of(stored);
            common.print(details, details.lines());
            return ExitCode.OK;
        }
    }

    @Command(
            name = "redrive",
            description = {
                "Sends dead letters unchanged to the topics they came from, in one transaction.",
                "Those that were sent before are left out. Without options, all others are sent."
            })
    static final class RedriveCommand implements Callable<Integer> {
        /** What was, or would be, sent. */
        record Redriven(String run, boolean dryRun, Redrive.Outcome outcome) {}

        @Mixin
        private final Common common = new Common();

        @Mixin
        private final Choice choice = new Choice();

        @Option(
                names = "--offset",
                paramLabel = "OFFSET",
                converter = PositionConverter.class,
                description = "Only this one; may be repeated. PARTITION:OFFSET if the partition is not 0.")
        private Set<DeadLetterPosition> positions = new TreeSet<>();

        @Option(names = "--again", description = "Also sends those that were sent before.")
        private boolean again;

        @Option(names = "--dry-run", description = "Only shows what would be sent.")
        private boolean dryRun;

        @Override
        public Integer call() {
            var redrive = new Redrive(common.broker.connection("redrive"), common.topics());
            if (!positions.isEmpty()) {
                requirePresent(redrive);
            }
            var chosen = choice.predicate().and(stored -> positions.isEmpty() || positions.contains(stored.position()));
            var outcome = dryRun ? redrive.preview(chosen, again) : redrive.send(chosen, again);
            common.print(new Redriven(common.run, dryRun, outcome), lines(outcome));
            return ExitCode.OK;
        }

        /** Before anything is sent: a typing error must not send the half of what was meant. */
        private void requirePresent(Redrive redrive) {
            var absent = redrive.absent(positions);
            if (!absent.isEmpty()) {
                throw new IllegalArgumentException("there is no dead letter at " + absent);
            }
        }

        private List<String> lines(Redrive.Outcome outcome) {
            var lines = new java.util.ArrayList<String>();
            lines.add(
                    "%,d dead letters %s".formatted(outcome.sent().size(), dryRun ? "would be redriven" : "redriven"));
            if (!outcome.sentBefore().isEmpty()) {
                lines.add("%,d were redriven before; --again sends them once more"
                        .formatted(outcome.sentBefore().size()));
            }
            if (!outcome.incomplete().isEmpty()) {
                lines.add(
                        "%,d were too large to be kept here as a whole and cannot be redriven: produce them again from their source"
                                .formatted(outcome.incomplete().size()));
            }
            if (!outcome.foreign().isEmpty()) {
                lines.add("%,d say that they came from a topic which is none of run %s, and stay here: %s"
                        .formatted(outcome.foreign().size(), common.run, outcome.foreign()));
            }
            return lines;
        }
    }
}
