package dev.limbeck.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.local.Examples;
import dev.limbeck.local.demo.task.DemoTasks;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.store.StoreLayout;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimbeckTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "down",
                "status",
                "apply",
                "plan",
                "validate",
                "get",
                "describe",
                "top",
                "logs",
                "pause",
                "resume",
                "drain",
                "cancel",
                "approve",
                "reject",
                "rollback",
                "pin",
                "unpin",
                "ledger",
                "audit",
                "dead-letters list",
                "dead-letters show",
                "dead-letters redrive"
            })
    void everyCommandExplainsItselfAndItsExitCodes(String command) {
        // When
        int exitCode = execute((command + " --help").split(" ", -1));
        // Then
        assertThat(exitCode).isZero();
        assertThat(out.toString())
                .contains("Usage: limbeck " + command, "--home=DIRECTORY", "Exit codes:")
                .doesNotContain("${");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dwn",
                "--homes",
                "status -o yaml",
                "up --broker-port 9o92",
                "get pods",
                "apply",
                "validate",
                "approve digits",
                "completion fish",
                "dead-letters",
                "dead-letters show x"
            })
    void whatIsNotUnderstoodIsAUsageError(String line) {
        // When
        int exitCode = execute(line.split(" ", -1));
        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).isNotEmpty();
    }

    @Test
    void aFailureIsOneLineOnStandardError(@TempDir Path home) throws Exception {
        // Given
        Files.writeString(home.resolve("up.json"), "{");
        // When
        int exitCode = execute("status", "--home", home.toString());
        // Then
        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("limbeck: " + home.resolve("up.json"));
    }

    @Test
    void aRunThatIsWrongIsRefusedBeforeAnythingStarts(@TempDir Path home) throws Exception {
        // Given
        Path file = Files.writeString(home.resolve("run.yaml"), "kind: DistillationRun");
        // When
        int exitCode = execute("up", "-f", file.toString(), "--home", home.toString());
        // Then
        assertThat(exitCode).isEqualTo(3);
        assertThat(err.toString()).contains("apiVersion: is ");
        assertThat(home).isDirectoryNotContaining("glob:**/broker");
    }

    @Test
    void aDeclarationThatIsNoRunIsRefusedWithoutAServerAndWithoutAService(@TempDir Path home) throws Exception {
        // Given
        Path file = Files.writeString(home.resolve("run.yaml"), "kind: Distilation\n");
        // When
        int exitCode = execute("validate", "-f", file.toString(), "--home", home.toString());
        int asJson = execute("validate", "-f", file.toString(), "--home", home.toString(), "-o", "json");
        // Then
        assertThat(exitCode).isEqualTo(3);
        assertThat(asJson).isEqualTo(3);
        assertThat(out.toString())
                .startsWith("refused  apiVersion: is null, allowed is limbeck.dev/v1alpha1")
                .contains("\"ok\" : false", "\"name\" : \"apiVersion\"");
    }

    @Test
    void theCompletionScriptKnowsEveryCommand() {
        // When
        int exitCode = execute("completion", "bash");
        // Then
        assertThat(exitCode).isZero();
        assertThat(out.toString()).startsWith("#!/usr/bin/env bash").contains("rollback", "evaluations", "--server");
    }

    @Test
    void theDemonstrationsAreListedInHelpAndCompletedAndNoOtherIsUnderstood() {
        // When
        int help = execute("demo", "--help");
        int completion = execute("completion", "bash");
        int wrong = execute("demo", "--dataset", "digit");
        // Then
        assertThat(help).isZero();
        assertThat(completion).isZero();
        assertThat(wrong).isEqualTo(2);
        assertThat(err.toString()).contains("'--dataset': expected one of [", "but was 'digit'");
        for (String name : DemoTasks.names()) {
            assertThat(out.toString()).containsPattern("(?m)^  %s  ".formatted(name));
            assertThat(out.toString())
                    .containsPattern("NAME_option_args=.*\"%s\".* # --dataset values".formatted(name));
        }
    }

    @Test
    void aChampionWithAFlippedByteIsNotExported(@TempDir Path home) throws Exception {
        // Given
        var champion = Files.createDirectories(new StoreLayout(home.resolve("data/store")).champion("digits"));
        byte[] network =
                BuiltinNetworks.author("builtin:mlp-8", Examples.RUN.spec().signature(), 1);
        Path file = Files.write(champion.resolve("network.pt"), network);
        Files.writeString(champion.resolve("network.pt.sha256"), Sha256.hex(network) + "  network.pt\n");
        Path target = home.resolve("student.pt");
        String[] export = {"export", "--run", "digits", "--to", target.toString(), "--home", home.toString()};
        int whole = execute(export);
        Files.delete(target);
        network[network.length / 2] ^= 1;
        Files.write(file, network);
        // When
        int flipped = execute(export);
        // Then
        assertThat(whole).isZero();
        assertThat(flipped).isEqualTo(1);
        assertThat(err.toString()).contains("network.pt has SHA-256 ");
        assertThat(target).doesNotExist();
    }

    @Test
    void logsOfAServiceThatNeverRanAreNamed(@TempDir Path home) throws Exception {
        // Given
        Files.createDirectories(home.resolve("logs"));
        Files.writeString(home.resolve("logs/teacher.log"), "ready\n");
        // When
        int there = execute("logs", "teacher", "--home", home.toString());
        int absent = execute("logs", "teecher", "--home", home.toString());
        // Then
        assertThat(there).isZero();
        assertThat(out.toString().lines()).containsExactly("ready");
        assertThat(absent).isEqualTo(1);
        assertThat(err.toString()).contains("SERVICE is teecher", "there are teacher");
    }

    private int execute(String... arguments) {
        return Limbeck.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
