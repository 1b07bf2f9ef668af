package dev.limbeck.orchestrator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Says what a lifecycle, services or clients would say, and hears what is asked for. */
public final class Feed implements AutoCloseable {
    private final KafkaConnection connection;
    private final KafkaProducer<byte[], byte[]> producer;

    public Feed(KafkaConnection connection) {
        this.connection = connection;
        this.producer = connection.producer("feed");
    }

    public void say(RunState state) {
        say(RunTopics.RUN_STATE, state.run(), state);
    }

    public void say(RunHistoryEntry line) {
        say(RunTopics.RUN_HISTORY, line.key(), line);
    }

    public void say(EvaluationReport report) {
        say(RunTopics.EVALUATIONS, report.run() + "/" + report.orderId(), report);
    }

    public void say(PartStatus status) {
        say(RunTopics.RUN_STATUS, status.key(), status);
    }

    public void say(RunCommand command) {
        say(RunTopics.RUN_COMMANDS, command.run(), command);
    }

    public void say(RunEvent event) {
        say(RunTopics.RUN_EVENTS, event.run(), event);
    }

    public void say(CheckpointAnnounced checkpoint) {
        say(RunTopics.CHECKPOINTS, checkpoint.key(), checkpoint);
    }

    private void say(String topic, String key, Object document) {
        send(new ProducerRecord<>(topic, key.getBytes(UTF_8), ContractJson.write(document)));
    }

    public void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** All that were asked for until now, of whichever run. */
    public List<RunCommand> commands() {
        return Committed.of(connection, RunTopics.RUN_COMMANDS, RunCommand.class);
    }

    /** All that was said to have happened until now, of whichever run. */
    public List<RunEvent> events() {
        return Committed.of(connection, RunTopics.RUN_EVENTS, RunEvent.class);
    }

    /** All that were asked of the run until now. */
    public List<RunCommand> commands(String run) {
        return commands().stream().filter(command -> command.run().equals(run)).toList();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
