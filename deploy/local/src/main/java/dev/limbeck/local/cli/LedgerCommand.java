package dev.limbeck.local.cli;

import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.local.ledger.Coverage;
import dev.limbeck.local.ledger.RunLedger;
import dev.limbeck.local.ledger.StudentLedger;
import dev.limbeck.local.view.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
    private static final Table<StudentLedger> TABLE = Table.<StudentLedger>builder()
            .text("STUDENT", 12, StudentLedger::student)
            .number("OFFERED", 9, ledger -> Long.toString(ledger.offered()))
            .number("TRAINED", 9, ledger -> Long.toString(ledger.counted().trained()))
            .number("HELD OUT", 9, ledger -> Long.toString(ledger.counted().heldOut()))
            .number(
                    "DEAD-LETTERED",
                    13,
                    ledger -> Long.toString(ledger.counted().deadLettered()))
            .number("SKIPPED", 9, ledger -> Long.toString(sum(ledger.counted().skipped().values().stream())))
            .number(
                    "WAITING",
                    9,
                    ledger -> Long.toString(
                            sum(ledger.partitions().values().stream().map(Coverage::waiting))))
            .text("CHECKPOINT", 22, ledger -> ledger.checkpoint().orElse("none"))
            .build();

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
        var lines = new ArrayList<>(TABLE.lines(ledgers, false));
        for (StudentLedger ledger : ledgers) {
            ledger.problems().forEach(problem -> lines.add(ledger.student() + ": " + problem));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static long sum(Stream<Long> counts) {
        return counts.mapToLong(Long::longValue).sum();
    }
}
