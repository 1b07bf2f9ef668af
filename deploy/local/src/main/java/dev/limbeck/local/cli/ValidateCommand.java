package dev.limbeck.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.local.check.Check;
import dev.limbeck.local.check.CheckingProcess;
import dev.limbeck.local.check.Diagnosis;
import dev.limbeck.local.process.JavaCommand;
import dev.limbeck.local.stack.LocalService;
import dev.limbeck.local.validate.SpecChecks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "validate",
        description = {
            "Checks a declaration with all that it points at: its keys, files, networks and data sets.",
            "Neither a server nor a broker has to be there. Lists all that is wrong, not only the first."
        })
final class ValidateCommand implements Callable<Integer> {
    private static final int REFUSED = 3;
    private static final String MAIN = "dev.limbeck.teacher.validation.ValidationMain";

    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final RunFile file = new RunFile();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Spec
    private CommandSpec command = CommandSpec.create(); // picocli puts the command's own here

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonNode document = file.document();
        var checks = new ArrayList<Check>();
        Consumer<Check> found = check -> {
            checks.add(check);
            show(check);
        };
        SpecChecks spec = SpecChecks.of(document);
        spec.checks().forEach(found);
        if (spec.run().isPresent()) {
            tryOut(spec.run().get(), found);
        }
        var diagnosis = Diagnosis.of(checks);
        if (output.format() == OutputFormat.json) {
            out().println(ResultJson.of(diagnosis));
        }
        out().flush();
        return diagnosis.ok() ? ExitCode.OK : REFUSED;
    }

    private void show(Check check) {
        if (output.format() == OutputFormat.table) {
            out().println("%s  %s: %s".formatted(check.ok() ? "ok     " : "refused", check.name(), check.detail()));
            out().flush();
        }
    }

    private void tryOut(DistillationRun run, Consumer<Check> found) throws IOException, InterruptedException {
        Path declaration = Files.createTempFile("limbeck-validate", ".json");
        try {
            Files.write(declaration, ContractJson.write(run));
            CheckingProcess.run(
                    JavaCommand.classOf(
                                    home.installation()
                                            .resolve(LocalService.TEACHER.module())
                                            .resolve("target/quarkus-app"),
                                    MAIN)
                            .withJvmFlags(LocalService.TEACHER.jvmFlags())
                            .withSystemProperties(Map.of(
                                    "limbeck.run", declaration.toString(),
                                    "DJL_CACHE_DIR",
                                            home.home()
                                                    .directory()
                                                    .resolve("djl")
                                                    .toString())),
                    home.home().log("validate"),
                    found);
        } finally {
            Files.delete(declaration);
        }
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }
}
