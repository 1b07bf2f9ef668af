package dev.limbeck.service;

import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.InvalidRunSpecException;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What every service is put together from. A run spec that is refused stops the service before it does anything. */
@Singleton
class ServiceParts {
    @Produces
    @Singleton
    DistillationRun run(ServiceConfig config) {
        try {
            return RunSpecReader.read(config.run());
        } catch (InvalidRunSpecException refused) {
            // Quarkus prints the message of this one alone, if it is the root: the sentence, not a stack trace.
            throw new ConfigurationException("run spec " + config.run() + ": " + refused.getMessage());
        }
    }

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
    KafkaConnection kafka(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "quarkus.application.name") String application,
            DistillationRun run) {
        return new KafkaConnection(bootstrapServers, application + "-" + run.name());
    }

    /** Behind a proxy: the native engine takes its time to load, and the thread that works is to wait for it. */
    @Produces
    @ApplicationScoped
    NetworkRuntime networks(ServiceConfig config) {
        return new DjlNetworkRuntime(config.threads());
    }
}
