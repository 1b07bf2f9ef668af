package dev.limbeck.local.cli;

import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.local.ledger.RunLedger;
import dev.limbeck.local.ledger.StudentLedger;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

@Command(
        name = "ledger",
        description = {
            "Accounts for every record of a run, student by student: reads the topic and the step log from their",
            "beginnings and holds the newest checkpoint against them. Fails on a gap or an overlap."
        })
final class LedgerCommand implements Callable<Integer> {
    private static final String ROW = "%-14s %9s %9s %9s %13s %9s %9s  %s";

    @Mixin
    private final BrokerOption broker = new BrokerOption();

    @Mixin
    private final ServerOption server = new ServerOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final RunArguments run = new RunArguments();

    @Override
    public Integer call() throws Exception {
        List<StudentLedger> ledgers;
        try (var ledger = new RunLedger(
                run.generation(server.orchestrator(broker.home())),
                new StoreLayout(broker.home().home().store()),
                broker.connection("ledger"))) {
            ledgers = ledger.students();
        }
        System.out.println(output.format() == OutputFormat.json ? ResultJson.of(ledgers) : table(ledgers));
        return ledgers.stream().allMatch(ledger -> ledger.problems().isEmpty()) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static String table(List<StudentLedger> ledgers) {
        var table = new StringBuilder(ROW.formatted(
                "STUDENT", "OFFERED", "TRAINED", "HELD OUT", "DEAD-LETTERED", "SKIPPED", "WAITING", "CHECKPOINT"));
        for (StudentLedger ledger : ledgers) {
            long skipped = ledger.counted().skipped().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            long waiting = ledger.partitions().values().stream()
                    .mapToLong(coverage -> coverage.waiting())
                    .sum();
            table.append(System.lineSeparator())
                    .append(ROW.formatted(
                            ledger.student(),
                            ledger.offered(),
                            ledger.counted().trained(),
                            ledger.counted().heldOut(),
                            ledger.counted().deadLettered(),
                            skipped,
                            waiting,
                            ledger.checkpoint().orElse("none")));
            ledger.problems()
                    .forEach(problem ->
                            table.append(System.lineSeparator()).append("  ").append(problem));
        }
        return table.toString();
    }
}
