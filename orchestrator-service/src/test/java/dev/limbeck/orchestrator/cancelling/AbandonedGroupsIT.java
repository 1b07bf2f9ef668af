package dev.limbeck.orchestrator.cancelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaAnswers;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.orchestrator.Runs;
import dev.limbeck.service.RunStates;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AbandonedGroupsIT {
    private static final RunTopics CANCELLED = new RunTopics("cancelled", 1);
    private static final RunTopics PAUSED = new RunTopics("paused", 1);

    @Test
    void theGroupsOfACancelledRunGoOnceTheirMembersHaveLeft() {
        try (var broker = EmbeddedBroker.temporary()) {
            // Given
            var kafka = new KafkaConnection(broker.bootstrapServers(), "test");
            try (var admin = kafka.admin();
                    var states = new RunStates(kafka, state -> {});
                    var groups = new AbandonedGroups(kafka, states)) {
                states.start();
                await().until(states::isCaughtUp);
                commit(kafka, CANCELLED.studentGroup("small"));
                commit(kafka, PAUSED.studentGroup("small"));
                var member = kafka.groupConsumer("member", CANCELLED.teacherGroup(), OffsetReset.EARLIEST, 10);
                member.subscribe(List.of(RunTopics.RUN_STATUS));
                await().until(() -> {
                    member.poll(Duration.ofMillis(100));
                    return !member.assignment().isEmpty();
                });
                // When
                tell(kafka, Runs.state("cancelled", 1, RunPhase.CANCELLED));
                tell(kafka, Runs.state("paused", 1, RunPhase.PAUSED));
                groups.start();
                // Then
                await().until(() -> !names(admin).contains(CANCELLED.studentGroup("small")));
                assertThat(names(admin)).contains(CANCELLED.teacherGroup(), PAUSED.studentGroup("small"));
                // When
                member.close();
                // Then
                await().until(() -> !names(admin).contains(CANCELLED.teacherGroup()));
                assertThat(names(admin)).contains(PAUSED.studentGroup("small"));
            }
        }
    }

    private static void tell(KafkaConnection kafka, RunState state) {
        try (var producer = kafka.producer("states")) {
            var sent = producer.send(new ProducerRecord<>(
                    RunTopics.RUN_STATE, state.run().getBytes(StandardCharsets.UTF_8), ContractJson.write(state)));
            assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    private static void commit(KafkaConnection kafka, String group) {
        try (KafkaConsumer<byte[], byte[]> consumer = kafka.groupConsumer("offsets", group, OffsetReset.EARLIEST, 10)) {
            consumer.commitSync(Map.of(new TopicPartition(RunTopics.RUN_STATUS, 0), new OffsetAndMetadata(1)));
        }
    }

    private static Set<String> names(Admin admin) {
        return KafkaAnswers.await(admin.listGroups(new ListGroupsOptions()).all()).stream()
                .map(GroupListing::groupId)
                .collect(Collectors.toSet());
    }
}
