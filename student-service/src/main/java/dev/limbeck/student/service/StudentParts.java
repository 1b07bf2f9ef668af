package dev.limbeck.student.service;

import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.work.EngineConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** What all students have in common in this process. */
@Singleton
public class StudentParts {
    final StoreLayout layout;
    final NetworkRuntime runtime;
    final KafkaConnection kafka;
    final EngineConfig config;
    final MeterRegistry registry;
    final Clock clock;
    final HeapRoom heap = HeapRoom.ofThisProcess();
    /** Tells this life of this process from all others. */
    final String replica = UUID.randomUUID().toString();

    public StudentParts(
            StoreLayout layout,
            NetworkRuntime runtime,
            KafkaConnection kafka,
            EngineConfig config,
            MeterRegistry registry,
            Clock clock) {
        this.layout = layout;
        this.runtime = runtime;
        this.kafka = kafka;
        this.config = config;
        this.registry = registry;
        this.clock = clock;
    }
}
