package dev.limbeck.local.cli;

import dev.limbeck.contract.time.Ticker;
import dev.limbeck.local.terminal.LiveOutput;
import dev.limbeck.local.terminal.LiveView;
import dev.limbeck.local.view.TopRows;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jline.utils.AttributedString;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

@Command(
        name = "top",
        description = {
            "Shows throughput and lag of every part, until Ctrl-C.",
            "Without a terminal, prints lines every ten seconds."
        })
final class TopCommand extends ApiCommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "Only this run. Default: all.")
    private Optional<String> run = Optional.empty();

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it draws until the view is closed
    public Integer call() throws InterruptedException {
        var orchestrator = orchestrator();
        var rows = new TopRows(Clock.systemUTC(), Ticker.SYSTEM);
        ScheduledExecutorService drawing = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "top");
            thread.setDaemon(true);
            return thread;
        });
        try (LiveView view = LiveOutput.STANDARD_OUT.open()) {
            drawing.scheduleAtFixedRate(() -> draw(rows, view), 1, 1, TimeUnit.SECONDS);
            new Listening(orchestrator, run).follow(rows, view::announce);
        } finally {
            drawing.shutdownNow();
        }
        return ExitCode.OK;
    }

    private static void draw(TopRows rows, LiveView view) {
        view.show(rows.lines().stream().map(AttributedString::new).toList());
    }
}
