package dev.limbeck.service;

import dev.limbeck.contract.time.Ticker;
import dev.limbeck.kafka.ClientSettings;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.store.ArtifactRoots;
import dev.limbeck.store.StoreLayout;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** What every service is put together from. */
@Singleton
class ServiceParts {
    @Produces
    @Singleton
    StoreLayout store(ServiceConfig config, ArtifactsConfig artifacts) {
        var roots = artifacts.roots().orElseGet(() -> List.of(Path.of("")));
        return new StoreLayout(config.store().toAbsolutePath(), new ArtifactRoots(roots));
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Ticker ticker() {
        return Ticker.SYSTEM;
    }

    @Produces
    @Singleton
    KafkaConnection kafka(Config settings, @ConfigProperty(name = "quarkus.application.name") String application) {
        var said = StreamSupport.stream(settings.getPropertyNames().spliterator(), false)
                .filter(name -> name.contains("kafka") || name.startsWith("mp.messaging"))
                .filter(name -> isSaid(settings, name))
                .toList();
        return new KafkaConnection(
                ClientSettings.read(
                        said,
                        name -> settings.getOptionalValue(name, String.class),
                        System.getenv().keySet()),
                application);
    }

    /** By somebody: the extensions' own defaults stand among the names, too. */
    private static boolean isSaid(Config settings, String name) {
        return settings.getConfigValue(name).getSourceOrdinal() >= ConfigSource.DEFAULT_ORDINAL;
    }

    /** Before anything speaks to the broker. */
    void refuseWhatCannotBeHonoured(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent starting, KafkaConnection isRead) {}
}
