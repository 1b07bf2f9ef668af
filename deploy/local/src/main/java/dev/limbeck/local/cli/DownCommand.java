package dev.limbeck.local.cli;

import dev.limbeck.contract.json.ShortDuration;
import dev.limbeck.local.stack.RunningStack;
import dev.limbeck.local.stack.UpFile;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "down",
        description = {"Stops what limbeck up started.", "Does nothing, and succeeds, if nothing is running."})
final class DownCommand implements Callable<Integer> {
    private static final Duration POLL_EVERY = Duration.ofMillis(100);

    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(
            names = "--within",
            paramLabel = "TIME",
            defaultValue = "1m",
            converter = ShortTime.class,
            description = "How long to wait for the end, as 30s or 5m. Default: ${DEFAULT-VALUE}.")
    private Duration within = Duration.ofMinutes(1);

    @Override
    public Integer call() throws Exception {
        var upFile = new UpFile(home.home());
        var launcher = upFile.read().flatMap(RunningStack::launcher);
        if (launcher.isEmpty()) {
            System.out.println("nothing is running in " + home.home().directory());
            return ExitCode.OK;
        }
        long pid = launcher.get().pid();
        launcher.get().destroy();
        if (!awaitStopped(upFile)) {
            throw new IllegalStateException(
                    "the launcher (pid %d) still runs %s after it was asked to stop; it may still end, see limbeck status"
                            .formatted(pid, ShortDuration.format(within)));
        }
        System.out.println("stopped (pid %d)".formatted(pid));
        return ExitCode.OK;
    }

    /**
     * The launcher's last act is to delete its note. Its process may seem to live on after that, for as long as its
     * parent does not ask how it ended.
     */
    private boolean awaitStopped(UpFile upFile) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (upFile.read().isPresent()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Thread.sleep(POLL_EVERY.toMillis());
        }
        return true;
    }
}
