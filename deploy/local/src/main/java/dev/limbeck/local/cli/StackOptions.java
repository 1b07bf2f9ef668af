package dev.limbeck.local.cli;

import dev.limbeck.broker.BrokerSettings;
import dev.limbeck.local.stack.LauncherLog;
import dev.limbeck.local.stack.StackSettings;
import picocli.CommandLine.Option;

/** For commands that start everything. */
final class StackOptions {
    @Option(
            names = "--broker-port",
            paramLabel = "PORT",
            description = "Where the broker listens if that port is free; 0 for any. Default: ${DEFAULT-VALUE}.")
    private int brokerPort = BrokerSettings.DEFAULT_PORT;

    @Option(names = "--fresh", description = "Deletes what was stored before, all runs included, and starts anew.")
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

    boolean isQuiet() {
        return quiet;
    }

    void startLog(HomeOption home) throws java.io.IOException {
        LauncherLog.writeTo(home.home().log("broker"));
    }

    StackSettings settings(HomeOption home) {
        return new StackSettings(home.home(), home.installation(), brokerPort, fresh, teachers);
    }
}
