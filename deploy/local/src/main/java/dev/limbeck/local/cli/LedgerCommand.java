package dev.limbeck.local.cli;

import dev.limbeck.local.ledger.Coverage;
import dev.limbeck.local.ledger.RunLedger;
import dev.limbeck.local.ledger.SourceLedger;
import dev.limbeck.local.ledger.StudentLedger;
import dev.limbeck.local.view.Table;
import dev.limbeck.store.StoreLayout;
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
            "Accounts for every record of a run, from the source topic through the teacher to each student: reads the",
            "topics and step logs from their beginnings and compares them with the teacher's place and the newest",
            "checkpoints. Fails if a record is missing or counted twice."
        })
final class LedgerCommand implements Callable<Integer> {
    private static final Table<SourceLedger> SOURCE = Table.<SourceLedger>builder()
            .text("SOURCE", 24, SourceLedger::topic)
            .number("OFFERED", 9, ledger -> Long.toString(ledger.offered()))
            .number("LABELLED", 9, ledger -> Long.toString(ledger.labelled()))
            .number("DEAD-LETTERED", 13, ledger -> Long.toString(ledger.deadLettered()))
            .number("GONE", 9, ledger -> Long.toString(ledger.gone()))
            .number("WAITING", 9, ledger -> Long.toString(ledger.waiting()))
            .build();
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

    private record Accounts(SourceLedger source, List<StudentLedger> students) {
        boolean addUp() {
            return source.problems().isEmpty()
                    && students.stream().allMatch(ledger -> ledger.problems().isEmpty());
        }
    }

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
        Accounts accounts;
        try (var ledger = new RunLedger(
                run.generation(server.orchestrator(broker.home())),
                new StoreLayout(broker.home().home().store()),
                broker.connection("ledger"))) {
            accounts = new Accounts(ledger.source(), ledger.students());
        }
        System.out.println(output.format() == OutputFormat.json ? ResultJson.of(accounts) : table(accounts));
        return accounts.addUp() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static String table(Accounts accounts) {
        var lines = new ArrayList<>(SOURCE.lines(List.of(accounts.source()), false));
        accounts.source().problems().forEach(problem -> lines.add("source: " + problem));
        lines.add("");
        lines.addAll(TABLE.lines(accounts.students(), false));
        for (StudentLedger ledger : accounts.students()) {
            ledger.problems().forEach(problem -> lines.add(ledger.student() + ": " + problem));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static long sum(Stream<Long> counts) {
        return counts.mapToLong(Long::longValue).sum();
    }
}
