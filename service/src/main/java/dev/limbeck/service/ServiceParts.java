package dev.limbeck.service;

import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What every service is put together from. */
@Singleton
class ServiceParts {
    @Produces
    @Singleton
    StoreLayout store(ServiceConfig config) {
        return new StoreLayout(config.store().toAbsolutePath());
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
    KafkaConnection kafka(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        return new KafkaConnection(bootstrapServers, application);
    }

    /** Behind a proxy: the native engine takes its time to load, and the thread that works is to wait for it. */
    @Produces
    @ApplicationScoped
    NetworkRuntime networks(ServiceConfig config) {
        return new DjlNetworkRuntime(config.threads());
    }
}
