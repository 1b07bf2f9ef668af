package dev.limbeck.local.cli;

import dev.limbeck.local.check.Check;
import dev.limbeck.local.check.CheckingProcess;
import dev.limbeck.local.check.Diagnosis;
import dev.limbeck.local.doctor.MachineChecks;
import dev.limbeck.local.process.JavaCommand;
import dev.limbeck.local.stack.LocalService;
import dev.limbeck.local.view.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        description = {
            "Tells whether this machine can run Limbeck, and whether PyTorch computes rightly on it.",
            "Tests the engine where that has not been done; it takes a few seconds then."
        },
        exitCodeList = {
            "0:Nothing is wrong.",
            "1:Something would give wrong results, or could not start; the list says what.",
            "2:The command is not understood."
        })
final class DoctorCommand implements Callable<Integer> {
    private static final String MAIN = "dev.limbeck.network.selftest.DoctorMain";
    private static final List<Integer> PORTS = List.of(8080, 8081, 8082, 8083, 9092);
    private static final Table<Check> TABLE = Table.<Check>builder()
            .text("CHECK", 30, Check::name)
            .text("", 5, check -> check.ok() ? "ok" : "WRONG")
            .text("DETAIL", 40, Check::detail)
            .build();

    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var checks = new ArrayList<>(MachineChecks.of(home.home().directory(), PORTS));
        testEngine(checks::add);
        var diagnosis = Diagnosis.of(checks);
        System.out.println(
                output.format() == OutputFormat.json
                        ? ResultJson.of(diagnosis)
                        : String.join(System.lineSeparator(), TABLE.lines(diagnosis.checks(), false)));
        return diagnosis.ok() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void testEngine(Consumer<Check> found) throws IOException, InterruptedException {
        Path application =
                home.installation().resolve(LocalService.STUDENT.module()).resolve("target/quarkus-app");
        if (!Files.isDirectory(application)) {
            found.accept(new Check("engine", false, application + " is missing: build it first"));
            return;
        }
        CheckingProcess.run(
                JavaCommand.classOf(application, MAIN, "1")
                        .withJvmFlags(List.of("-XX:+UseSerialGC", "-Xmx256m"))
                        .withSystemProperties(Map.of(
                                "DJL_CACHE_DIR",
                                home.home().directory().resolve("djl").toString())),
                home.home().log("doctor"),
                found);
    }
}
