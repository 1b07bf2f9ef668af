package dev.limbeck.local.stack;

import dev.limbeck.local.process.JavaCommand;
import java.util.List;
import java.util.Locale;

/** The services of the loop, and how each is run on one machine. */
enum LocalService {
    /** Also serves the API and the console. */
    ORCHESTRATOR(8080, List.of("-XX:+UseSerialGC", "-Xmx512m", "-XX:TieredStopAtLevel=1")),
    TEACHER(8081, List.of("-XX:+UseSerialGC", "-Xmx512m", JavaCommand.ROOM_FOR_SHORT_LIVED)),
    STUDENT(8082, List.of("-XX:+UseSerialGC", "-Xmx512m", JavaCommand.ROOM_FOR_SHORT_LIVED)),
    EVALUATOR(8083, List.of("-XX:+UseSerialGC", "-Xmx512m", "-XX:TieredStopAtLevel=1"));

    private final int preferredPort;

    @SuppressWarnings("ImmutableEnumChecker") // each is a List.of
    private final List<String> jvmFlags;

    LocalService(int preferredPort, List<String> jvmFlags) {
        this.preferredPort = preferredPort;
        this.jvmFlags = jvmFlags;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The module it is built in, a directory at the top of the repository. */
    String module() {
        return label() + "-service";
    }

    int preferredPort() {
        return preferredPort;
    }

    List<String> jvmFlags() {
        return jvmFlags;
    }
}
