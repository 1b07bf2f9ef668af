package dev.limbeck.local.cli;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.local.process.JavaCommand;
import dev.limbeck.store.StoreLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "audit",
        description = {
            "Recomputes a checkpoint in a fresh process, from its parent, the step log and the examples topic,",
            "and compares it bit for bit. Prints the report as JSON."
        },
        exitCodeList = {
            "0:The checkpoint is what its lineage gives.",
            "1:It is not, or the audit failed; the reason is printed.",
            "2:The command is not understood.",
            "3:It cannot be derived any more: the topic's retention has overtaken it, or it is not whole.",
            "4:The server that knows the run cannot be reached, or is not ready yet."
        })
final class AuditCommand implements Callable<Integer> {
    @Mixin
    private final BrokerOption broker = new BrokerOption();

    @Mixin
    private final ServerOption server = new ServerOption();

    @Mixin
    private final RunArguments run = new RunArguments();

    @Parameters(index = "1", paramLabel = "CHECKPOINT", description = "Its id, as limbeck ledger prints it.")
    private String checkpoint = "";

    @Option(names = "--student", paramLabel = "NAME", description = "Which student. Default: the first that has it.")
    private String student = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        var generation = run.generation(server.orchestrator(broker.home()));
        Path declaration = Files.createTempFile("limbeck-audit", ".json");
        try {
            Files.write(declaration, ContractJson.write(generation.run()));
            return audit(generation, declaration);
        } finally {
            Files.delete(declaration);
        }
    }

    private int audit(Generation generation, Path declaration) throws IOException, InterruptedException {
        var audit = JavaCommand.classOf(
                        broker.home().installation().resolve("student-service/target/quarkus-app"),
                        "dev.limbeck.student.audit.AuditMain")
                .withJvmFlags(List.of("-XX:+UseSerialGC", "-Xmx512m"))
                .withSystemProperties(Map.of(
                        "limbeck.run", declaration.toString(),
                        "limbeck.audit.generation", String.valueOf(generation.number()),
                        "limbeck.store", broker.home().home().store().toString(),
                        "kafka.bootstrap.servers", broker.bootstrapServers(),
                        "limbeck.audit.student", owner(generation),
                        "limbeck.audit.checkpoint", checkpoint,
                        "DJL_CACHE_DIR",
                                broker.home().home().directory().resolve("djl").toString()))
                .process();
        audit.redirectOutput(ProcessBuilder.Redirect.INHERIT);
        audit.redirectError(broker.home().home().log("audit").toFile());
        return audit.start().waitFor();
    }

    private String owner(Generation generation) {
        if (!student.isEmpty()) {
            return generation.spec().student(student).name();
        }
        var store = new StoreLayout(broker.home().home().store());
        return generation.spec().students().stream()
                .map(StudentSpec::name)
                .filter(name -> Files.isDirectory(store.checkpoints(generation.name(), generation.number(), name)
                        .resolve(checkpoint)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "CHECKPOINT is %s, but no student of that generation of run %s has it"
                                .formatted(checkpoint, generation.name())));
    }
}
