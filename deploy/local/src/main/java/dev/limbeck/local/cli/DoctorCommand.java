package dev.limbeck.local.cli;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.local.doctor.Diagnosis;
import dev.limbeck.local.doctor.Diagnosis.Check;
import dev.limbeck.local.doctor.MachineChecks;
import dev.limbeck.local.view.Table;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        description = {
            "Checks whether this machine can run Limbeck, and whether PyTorch computes correctly on it.",
            "The first time, this includes a self-test that takes some seconds."
        },
        exitCodeList = {
            "0:Nothing is wrong.",
            "1:Something would give wrong results, or could not start; the list says what.",
            "2:The command is not understood."
        })
final class DoctorCommand implements Callable<Integer> {
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
        checks.addAll(engine());
        var diagnosis = Diagnosis.of(checks);
        System.out.println(
                output.format() == OutputFormat.json
                        ? ResultJson.of(diagnosis)
                        : String.join(System.lineSeparator(), TABLE.lines(diagnosis.checks(), false)));
        return diagnosis.ok() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** In a process of its own, with the classes of a service: this one has no engine. */
    private List<Check> engine() throws IOException, InterruptedException {
        Path application = home.installation().resolve("student-service/target/quarkus-app");
        if (!Files.isDirectory(application)) {
            return List.of(new Check("engine", false, application + " is missing: build it first"));
        }
        Path log = home.home().log("doctor");
        Files.createDirectories(log.toAbsolutePath().getParent());
        var process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-DDJL_CACHE_DIR=" + home.home().directory().resolve("djl"),
                        "-cp",
                        String.join(
                                File.pathSeparator,
                                application.resolve("lib/main") + "/*",
                                application.resolve("lib/boot") + "/*"),
                        "dev.limbeck.network.selftest.DoctorMain",
                        "1"))
                .redirectError(log.toFile())
                .start();
        byte[] printed = process.getInputStream().readAllBytes();
        int exit = process.waitFor();
        if (exit != 0) {
            return List.of(new Check("engine", false, "it could not be tested (%d), see %s".formatted(exit, log)));
        }
        // What a native library may print is on other lines.
        String last =
                new String(printed, StandardCharsets.UTF_8).strip().lines().reduce("", (before, line) -> line);
        return List.of(ContractJson.read(last.getBytes(StandardCharsets.UTF_8), Check[].class));
    }
}
