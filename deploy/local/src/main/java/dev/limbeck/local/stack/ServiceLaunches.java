package dev.limbeck.local.stack;

import dev.limbeck.broker.FreePort;
import dev.limbeck.broker.FreePorts;
import dev.limbeck.local.process.JavaCommand;
import dev.limbeck.local.process.LineSink;
import dev.limbeck.local.process.ServiceLaunch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How each service of the stack is run: on which port, with which settings. */
final class ServiceLaunches {
    private static final String ROOTS = "limbeck.artifacts.roots";

    private final StackSettings settings;
    private final LineSink announcements;
    private final FreePorts ports = new FreePorts();

    /** @param announcements told of each service that cannot have the port where people look for it */
    ServiceLaunches(StackSettings settings, LineSink announcements) {
        this.settings = settings;
        this.announcements = announcements;
    }

    /** Better told before the broker starts than after. */
    void requireBuilt() {
        for (var service : LocalService.values()) {
            command(service);
        }
    }

    List<ServiceLaunch> on(String bootstrapServers) {
        var launches = new ArrayList<ServiceLaunch>();
        for (var service : LocalService.values()) {
            for (String name : names(service)) {
                FreePort port = ports.preferring(service.preferredPort());
                if (name.equals(service.label())) { // of a second replica nobody expects that port
                    announceFallback(name, port);
                }
                FreePort health = ports.preferring(service.preferredHealthPort());
                launches.add(new ServiceLaunch(
                        name,
                        port.number(),
                        health.number(),
                        command(service)
                                .withSystemProperties(systemProperties(service, bootstrapServers))
                                .withSystemProperties(listeners(port, health)),
                        service.environment(),
                        settings.home().directory(),
                        settings.home().log(name)));
            }
        }
        return launches;
    }

    void announceFallback(String listener, FreePort port) {
        if (port.isFallback()) {
            announcements.line("port %d is taken; %s uses %d".formatted(port.preferred(), listener, port.number()));
        }
    }

    private JavaCommand command(LocalService service) {
        return JavaCommand.quarkusApp(settings.installation().resolve(service.module() + "/target/quarkus-app"))
                .withJvmFlags(service.jvmFlags());
    }

    private List<String> names(LocalService service) {
        int replicas = service == LocalService.TEACHER ? settings.teachers() : 1;
        return IntStream.rangeClosed(1, replicas)
                .mapToObj(replica -> replica == 1 ? service.label() : service.label() + "-" + replica)
                .toList();
    }

    /** Where people have their files who type commands here. */
    private String defaultRoots() {
        return Stream.concat(Stream.of(settings.home().directory(), Path.of("")), settings.files().stream())
                .map(folder -> folder.toAbsolutePath().normalize().toString().replace(",", "\\,"))
                .collect(Collectors.joining(","));
    }

    private static Map<String, String> listeners(FreePort port, FreePort health) {
        return Map.of(
                "quarkus.http.host",
                "127.0.0.1",
                "quarkus.http.port",
                Integer.toString(port.number()),
                "quarkus.management.host",
                "127.0.0.1",
                "quarkus.management.port",
                Integer.toString(health.number()));
    }

    private Map<String, String> systemProperties(LocalService service, String bootstrapServers) {
        var properties = new HashMap<>(Map.of(
                "quarkus.banner.enabled",
                "false",
                "kafka.bootstrap.servers",
                bootstrapServers,
                "limbeck.exit-on-stdin-close",
                "true",
                "limbeck.store",
                settings.home().store().toString(),
                "ai.djl.offline",
                "true",
                "DJL_CACHE_DIR",
                settings.home().directory().resolve("djl").toString()));
        if (System.getProperty(ROOTS) != null || System.getenv("LIMBECK_ARTIFACTS_ROOTS") == null) {
            properties.put(ROOTS, System.getProperty(ROOTS, defaultRoots()));
        }
        if (service == LocalService.ORCHESTRATOR) {
            properties.put("limbeck.state", settings.home().orchestratorState().toString());
        }
        return properties;
    }
}
