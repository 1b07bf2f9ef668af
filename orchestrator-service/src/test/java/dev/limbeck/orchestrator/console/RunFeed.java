package dev.limbeck.orchestrator.console;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Says what the lifecycle and the services would say, and hears what the console asks for. */
final class RunFeed implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<RunCommand> commands = new ArrayList<>();

    /** The topics must exist. */
    RunFeed(KafkaConnection connection) {
        producer = connection.producer("feed");
        consumer = connection.consumer("feed", OffsetReset.EARLIEST);
        consumer.assign(IntStream.range(0, RunTopics.RUN_PARTITIONS)
                .mapToObj(partition -> new TopicPartition(RunTopics.RUN_COMMANDS, partition))
                .toList());
    }

    void say(RunState state) {
        send(RunTopics.RUN_STATE, state.run(), state);
    }

    void say(RunHistoryEntry line) {
        send(RunTopics.RUN_HISTORY, line.key(), line);
    }

    void say(EvaluationReport report) {
        send(RunTopics.EVALUATIONS, report.run() + "/" + report.orderId(), report);
    }

    void say(PartStatus status) {
        send(RunTopics.RUN_STATUS, status.key(), status);
    }

    private void send(String topic, String key, Object document) {
        try {
            producer.send(new ProducerRecord<>(
                            topic, key.getBytes(StandardCharsets.UTF_8), ContractJson.write(document)))
                    .get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** All that were asked for until now. */
    List<RunCommand> commands() {
        consumer.poll(Duration.ofMillis(100))
                .forEach(record -> commands.add(ContractJson.read(record.value(), RunCommand.class)));
        return commands;
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
