package dev.limbeck.local.cli;

import dev.limbeck.broker.BrokerSettings;
import dev.limbeck.local.stack.LauncherLog;
import dev.limbeck.local.stack.Patience;
import dev.limbeck.local.stack.StackSettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/** For commands that start everything. */
final class StackOptions {
    @Option(
            names = "--broker-port",
            paramLabel = "PORT",
            description = "Port of the broker, if it is free; 0 for any free port. Default: ${DEFAULT-VALUE}.")
    private int brokerPort = BrokerSettings.DEFAULT_PORT;

    @Option(
            names = "--fresh",
            description = "Deletes everything stored before, runs included, and starts from nothing.")
    private boolean fresh;

    @Option(
            names = "--teachers",
            paramLabel = "N",
            description = "Replicas of the teacher service, which share the source topic. Default: ${DEFAULT-VALUE}.")
    private int teachers = 1;

    @Option(
            names = {"-q", "--quiet"},
            description = "Keeps the services' log lines off the terminal; they are in their log files anyway.")
    private boolean quiet;

    @Option(
            names = "--ready-within",
            paramLabel = "TIME",
            defaultValue = "${env:LIMBECK_READY_WITHIN:-5m}",
            converter = ShortTime.class,
            description = {
                "How long the broker and each service may take to become ready, as 90s or 5m.",
                "Default: LIMBECK_READY_WITHIN if set, else 5m."
            })
    private Duration readyWithin = Patience.DEFAULT.ready();

    @Option(
            names = "--stop-within",
            paramLabel = "TIME",
            defaultValue = "${env:LIMBECK_STOP_WITHIN:-20s}",
            converter = ShortTime.class,
            description = {
                "How long services may take to stop; those that still run then are killed, and lose nothing.",
                "Default: LIMBECK_STOP_WITHIN if set, else 20s."
            })
    private Duration stopWithin = Patience.DEFAULT.stop();

    boolean isQuiet() {
        return quiet;
    }

    void startLog(HomeOption home) throws java.io.IOException {
        LauncherLog.writeTo(home.home().log("broker"));
    }

    StackSettings settings(HomeOption home) {
        return new StackSettings(
                home.home(), home.installation(), brokerPort, fresh, teachers, new Patience(readyWithin, stopWithin));
    }
}
