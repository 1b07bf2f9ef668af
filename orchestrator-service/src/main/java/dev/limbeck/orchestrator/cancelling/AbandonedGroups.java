package dev.limbeck.orchestrator.cancelling;

import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaAnswers;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.service.RunStates;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the consumer groups of cancelled runs, once their members have left: nobody goes on from their offsets, and
 * a lag that only grows would be watched for nothing. Every replica does; a group that is gone is gone for all.
 */
public final class AbandonedGroups implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AbandonedGroups.class);
    private static final int SECONDS_BETWEEN = 2;

    private final RunStates states;
    private final Admin admin;
    private final Set<String> gone = new HashSet<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "abandoned-groups");
        thread.setDaemon(true);
        return thread;
    });

    public AbandonedGroups(KafkaConnection connection, RunStates states) {
        this.states = states;
        this.admin = connection.admin();
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    public void start() {
        looks.scheduleWithFixedDelay(this::look, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
    }

    private void look() {
        states.all().stream()
                .filter(state -> state.phase() == RunPhase.CANCELLED)
                .flatMap(AbandonedGroups::groups)
                .filter(group -> !gone.contains(group))
                .forEach(this::remove);
    }

    private static Stream<String> groups(RunState state) {
        return state.generations().stream().flatMap(generation -> {
            var topics = new RunTopics(state.run(), generation.number());
            return Stream.concat(
                    Stream.of(topics.teacherGroup()),
                    state.declaration().spec().students().stream()
                            .map(StudentSpec::name)
                            .map(topics::studentGroup));
        });
    }

    private void remove(String group) {
        try {
            KafkaAnswers.await(admin.deleteConsumerGroups(List.of(group)).all());
            gone.add(group);
            log.info("Consumer group {} is removed", group);
        } catch (GroupIdNotFoundException removedBefore) {
            gone.add(group);
        } catch (GroupNotEmptyException stillLeaving) {
            log.debug("Consumer group {} still has members", group);
        } catch (KafkaException failed) {
            log.warn("Consumer group {} cannot be removed, trying again: {}", group, failed.toString());
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
        admin.close();
    }
}
