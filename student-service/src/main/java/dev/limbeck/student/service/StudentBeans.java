package dev.limbeck.student.service;

import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the service is put together from. */
@Singleton
class StudentBeans {
    @Produces
    @Singleton
    NetworkRuntime runtime(StudentConfig config) {
        return new DjlNetworkRuntime(config.intraOpThreads());
    }

    @Produces
    @Singleton
    KafkaConnection kafka(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        return new KafkaConnection(bootstrapServers, "limbeck-student");
    }
}
