package dev.limbeck.orchestrator.process;

import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.orchestrator.OrchestratorConfig;
import dev.limbeck.orchestrator.cancelling.AbandonedGroups;
import dev.limbeck.orchestrator.draining.DrainWatch;
import dev.limbeck.orchestrator.standstill.LifecycleWatch;
import dev.limbeck.orchestrator.streams.KafkaTopicIds;
import dev.limbeck.orchestrator.streams.RunTopology;
import dev.limbeck.orchestrator.streams.SkippedInputs;
import dev.limbeck.service.RunStates;
import dev.limbeck.service.channel.RunEvents;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the orchestrator is put together from. */
@Singleton
class OrchestratorParts {
    private static final Logger log = LoggerFactory.getLogger(OrchestratorParts.class);

    private final RunStates states;
    private final DrainWatch drainWatch;
    private final AbandonedGroups abandonedGroups;

    OrchestratorParts(KafkaConnection connection, RunStates states, RunEvents events, Clock clock) {
        this.states = states;
        this.drainWatch = new DrainWatch(connection, states, events, clock);
        this.abandonedGroups = new AbandonedGroups(connection, states);
    }

    @Produces
    @Singleton
    static RunStates states(KafkaConnection connection) {
        return new RunStates(connection, state -> {});
    }

    @Produces
    @Singleton
    static KafkaTopicIds topicIds(KafkaConnection connection) {
        return new KafkaTopicIds(connection);
    }

    static void disconnect(@Disposes KafkaTopicIds topicIds) {
        topicIds.close();
    }

    /** Kafka Streams starts with its topology, and its topics have to be there then. */
    @Produces
    @Singleton
    static Topology topology(KafkaConnection connection, KafkaTopicIds topicIds, MeterRegistry meters) {
        TopicProvisioning.provideShared(connection);
        return RunTopology.build(
                new SkippedInputs(meters.counter("limbeck.orchestrator.inputs.skipped")::increment), topicIds);
    }

    /** A broker that was away is no reason to end: what was not committed is done again. */
    @Produces
    @Singleton
    static StreamsUncaughtExceptionHandler goesOn(LifecycleWatch watch) {
        return failure -> {
            watch.stopped(failure);
            log.error("The lifecycle of runs has stopped and starts again", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        };
    }

    /** Before there are channels: nothing that speaks by one can be there yet. */
    static void provideTopics(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE + 1) StartupEvent starting,
            Topology topicsAreThere) {}

    void start(@Observes StartupEvent started, Topology topicsAreThere, OrchestratorConfig config) {
        log.info("The stores of this process are in {}", config.state());
        states.start();
        drainWatch.start();
        abandonedGroups.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        abandonedGroups.close();
        drainWatch.close();
        states.close();
    }
}
