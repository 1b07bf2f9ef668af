package dev.limbeck.evaluator.it;

import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.evaluator.Orders;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.topic.RunPartitions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** The other services' part of the conversation about one run: its state and orders, its teacher's examples. */
final class Conversation implements AutoCloseable {
    private final DistillationRun run;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<RunOrder> pending = new ArrayList<>();
    private final List<EvaluationReport> reports = new ArrayList<>();
    private final List<RunEvent> events = new ArrayList<>();
    private RunPhase phase = RunPhase.DISTILLING;
    private UnaryOperator<RunState> standing = UnaryOperator.identity();
    private long revision;

    Conversation(KafkaConnection connection, DistillationRun run) {
        this.run = run;
        producer = connection.producer("test");
        consumer = connection.consumer("test", OffsetReset.EARLIEST);
        consumer.assign(Stream.of(RunTopics.EVALUATIONS, RunTopics.RUN_EVENTS)
                .flatMap(topic -> RunPartitions.of(topic).stream())
                .toList());
        say();
    }

    /** The state as it is now. */
    private void say() {
        revision++;
        var state = standing.apply(Orders.stateOf(run, phase, revision, pending));
        send(RunTopics.RUN_STATE, run.name(), ContractJson.write(state));
    }

    /** Waits for the order from now on, and says it. */
    void give(RunOrder order) {
        await(order);
        repeat(order);
    }

    void await(RunOrder order) {
        pending.removeIf(older -> older.orderId().equals(order.orderId()));
        pending.add(order);
        say();
    }

    void repeat(RunOrder order) {
        send(RunTopics.RUN_ORDERS, order.orderId(), ContractJson.write(order));
    }

    /** Takes the answer. */
    void answered(RunOrder order) {
        pending.remove(order);
        say();
    }

    /** The state has this, too, from now on. */
    void say(UnaryOperator<RunState> more) {
        standing = more;
        say();
    }

    void moveTo(RunPhase next) {
        phase = next;
        say();
    }

    void sayNonsense() {
        for (int i = 0; i < 8; i++) {
            send(RunTopics.RUN_ORDERS, "nonsense-" + i, "{\"order\": 7, not JSON".getBytes(StandardCharsets.UTF_8));
            send(RunTopics.RUN_ORDERS, "nonsense-" + i, "{\"order\": \"dance\"}".getBytes(StandardCharsets.UTF_8));
            send(RunTopics.RUN_ORDERS, "nonsense-" + i, null);
        }
    }

    void label(Stream<DistillationExample> examples) {
        String topic = new Generation(run, 1).topics().examples();
        examples.map(example -> sent(topic, example.record().recordId(), RecordCodec.encode(example)))
                .toList()
                .forEach(Conversation::confirm);
    }

    private void send(String topic, String key, byte[] value) {
        confirm(sent(topic, key, value));
    }

    private Future<RecordMetadata> sent(String topic, String key, byte[] value) {
        return producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
    }

    private static void confirm(Future<RecordMetadata> sent) {
        try {
            sent.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker does not take a record", e);
        }
    }

    /** All reports on the run so far. */
    List<EvaluationReport> reports() {
        listen();
        return List.copyOf(reports);
    }

    /** All events of the run so far. */
    List<RunEvent> events() {
        listen();
        return List.copyOf(events);
    }

    private void listen() {
        for (var record : consumer.poll(Duration.ofMillis(100))) {
            if (record.topic().equals(RunTopics.EVALUATIONS)) {
                var report = ContractJson.read(record.value(), EvaluationReport.class);
                if (report.run().equals(run.name())) {
                    reports.add(report);
                }
            } else {
                var event = ContractJson.read(record.value(), RunEvent.class);
                if (event.run().equals(run.name())) {
                    events.add(event);
                }
            }
        }
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
