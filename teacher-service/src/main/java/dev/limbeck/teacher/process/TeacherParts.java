package dev.limbeck.teacher.process;

import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.service.channel.RunEvents;
import dev.limbeck.store.StoreLayout;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** What the work on every run has in common in this process. */
@Singleton
class TeacherParts {
    final StoreLayout store;
    final KafkaConnection kafka;
    final NetworkRuntime networks;
    final RunEvents events;
    final MeterRegistry registry;
    final TeacherConfig config;
    final Clock clock;
    /** Tells this life of this process from all others. */
    final String replica = UUID.randomUUID().toString();

    TeacherParts(
            StoreLayout store,
            KafkaConnection kafka,
            NetworkRuntime networks,
            RunEvents events,
            MeterRegistry registry,
            TeacherConfig config,
            Clock clock) {
        this.store = store;
        this.kafka = kafka;
        this.networks = networks;
        this.events = events;
        this.registry = registry;
        this.config = config;
        this.clock = clock;
    }
}
