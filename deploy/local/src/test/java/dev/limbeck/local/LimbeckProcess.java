package dev.limbeck.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The limbeck command as its own process, as the script starts it, with the built services beside it. */
public final class LimbeckProcess {
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();

    private final Process process;
    private final Path out;
    private final Path err;

    private LimbeckProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    public static LimbeckProcess start(Path home, String... arguments) throws IOException {
        return start(home, List.of(), arguments);
    }

    /** @param settings of the JVM, as in {@code -Dkafka.security.protocol=SSL} */
    public static LimbeckProcess start(Path home, List<String> settings, String... arguments) throws IOException {
        Path out = Files.createTempFile(home, "out", ".txt");
        Path err = Files.createTempFile(home, "err", ".txt");
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlimbeck.installation=" + REPOSITORY));
        command.addAll(settings);
        command.addAll(List.of("-cp", "target/classes:target/lib/*", "dev.limbeck.local.cli.Limbeck"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--home", home.toString()));
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        return new LimbeckProcess(builder.start(), out, err);
    }

    /** @return the exit code */
    public int await(long seconds) throws InterruptedException, IOException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("limbeck did not end within " + seconds + " s; it said " + err());
        }
        return process.exitValue();
    }

    /** What it says tells why it has ended. */
    public void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("limbeck ended with %d; it said %s".formatted(process.exitValue(), err()));
        }
    }

    /**
     * As Ctrl-C does: a JVM ends alike on INT and TERM. What a shell has started in the background ignores INT, its
     * children too, so a build there would wait for ever.
     */
    public void interrupt() {
        process.destroy();
    }

    public List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    public String out() throws IOException {
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    public String err() throws IOException {
        return Files.readString(err, StandardCharsets.UTF_8);
    }
}
