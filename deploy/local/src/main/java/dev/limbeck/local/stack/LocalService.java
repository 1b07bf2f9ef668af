package dev.limbeck.local.stack;

import dev.limbeck.local.process.JavaCommand;
import dev.limbeck.local.process.TensorMemory;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The services of the loop, and how each is run on one machine. */
public enum LocalService {
    /** Also serves the API and the console. */
    ORCHESTRATOR(8080, List.of("-XX:+UseSerialGC", "-Xmx512m", "-XX:TieredStopAtLevel=1"), Map.of()),
    TEACHER(8081, List.of("-XX:+UseSerialGC", "-Xmx512m", JavaCommand.ROOM_FOR_SHORT_LIVED), TensorMemory.ENVIRONMENT),
    STUDENT(8082, List.of("-XX:+UseSerialGC", "-Xmx512m", JavaCommand.ROOM_FOR_SHORT_LIVED), TensorMemory.ENVIRONMENT),
    EVALUATOR(8083, List.of("-XX:+UseSerialGC", "-Xmx512m", "-XX:TieredStopAtLevel=1"), TensorMemory.ENVIRONMENT);

    private final int preferredPort;

    @SuppressWarnings("ImmutableEnumChecker") // each is a List.of
    private final List<String> jvmFlags;

    @SuppressWarnings("ImmutableEnumChecker") // each is a Map.of
    private final Map<String, String> environment;

    LocalService(int preferredPort, List<String> jvmFlags, Map<String, String> environment) {
        this.preferredPort = preferredPort;
        this.jvmFlags = jvmFlags;
        this.environment = environment;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The module it is built in, a directory at the top of the repository. */
    public String module() {
        return label() + "-service";
    }

    int preferredPort() {
        return preferredPort;
    }

    int preferredHealthPort() {
        return preferredPort + 1000;
    }

    public List<String> jvmFlags() {
        return jvmFlags;
    }

    public Map<String, String> environment() {
        return environment;
    }
}
