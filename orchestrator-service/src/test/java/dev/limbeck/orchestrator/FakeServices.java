package dev.limbeck.orchestrator;

import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.topic.RunPartitions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** A teacher, students and an evaluator that only say what they would have done, if need be not before they are let. */
public final class FakeServices implements AutoCloseable {
    private final KafkaConnection connection;
    private final Feed feed;
    private final List<RunOrder> orders = Collections.synchronizedList(new ArrayList<>());
    private final List<RunOrder> unanswered = new ArrayList<>();
    private final Thread evaluator = new Thread(this::evaluate, "fake-evaluator");
    private Predicate<RunOrder> held = order -> false;
    private volatile boolean stopping;

    public FakeServices(KafkaConnection connection) {
        this.connection = connection;
        this.feed = new Feed(connection);
        evaluator.setDaemon(true);
        evaluator.start();
    }

    /** All that were given. */
    List<RunOrder> orders() {
        synchronized (orders) {
            return List.copyOf(orders);
        }
    }

    public void command(RunCommand command) {
        feed.say(command);
    }

    public void event(RunEvent event) {
        feed.say(event);
    }

    public void announce(CheckpointAnnounced checkpoint) {
        feed.say(checkpoint);
    }

    void record(String topic, int partition) {
        feed.send(new ProducerRecord<>(topic, partition, null, new byte[] {1}));
    }

    /** As a teacher or a student tells of its progress. */
    void commit(String group, TopicPartition partition, long position) {
        try (var consumer = connection.groupConsumer("fake-" + group, group, OffsetReset.EARLIEST, 1)) {
            consumer.assign(List.of(partition));
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(position)));
        }
    }

    /** From now on these orders are left unanswered. */
    synchronized void hold(Predicate<RunOrder> which) {
        held = which;
    }

    /** Answers what was held, and holds nothing any more. */
    synchronized void release() {
        held = order -> false;
        unanswered.forEach(this::answer);
        unanswered.clear();
    }

    private void evaluate() {
        try (KafkaConsumer<byte[], byte[]> consumer = connection.consumer("fake-evaluator", OffsetReset.EARLIEST)) {
            consumer.assign(RunPartitions.of(RunTopics.RUN_ORDERS));
            while (!stopping) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> take(ContractJson.read(record.value(), RunOrder.class)));
            }
        }
    }

    private synchronized void take(RunOrder order) {
        orders.add(order);
        if (held.test(order)) {
            unanswered.add(order);
        } else {
            answer(order);
        }
    }

    private void answer(RunOrder order) {
        if (order instanceof RunOrder.Evaluate evaluate) {
            feed.say(Examples.report(evaluate, 0.5 + evaluate.candidate().step() / 1000.0));
        } else if (order instanceof RunOrder.Promote promote) {
            String digest = promote.candidate().digest();
            event(new RunEvent.ChampionMoved(
                    order.run(), order.orderId(), order.attempt(), digest, "promoted/" + digest, Instant.now()));
        } else if (order instanceof RunOrder.PointChampion point) {
            var champion = point.champion();
            event(new RunEvent.ChampionMoved(
                    order.run(),
                    order.orderId(),
                    order.attempt(),
                    champion.checkpointDigest(),
                    champion.location(),
                    Instant.now()));
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        evaluator.join(3000);
        feed.close();
    }
}
