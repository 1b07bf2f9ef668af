package dev.limbeck.student.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.kafka.KafkaAnswers;
import dev.limbeck.kafka.KafkaConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/**
 * Topics of a recorded corpus, on a broker again: every record at the offset that it had, since checkpoints and step
 * logs name offsets. What lay between them, transaction markers and batches that were aborted, is made anew.
 *
 * @param folder with a file for each topic
 */
record RecordedTopics(KafkaConnection kafka, Path folder) {
    /** A line of a topic's file. */
    private record Recorded(JsonNode line) {
        long offset() {
            return line.path("offset").asLong();
        }

        byte[] key() {
            return line.path("key").asText().getBytes(UTF_8);
        }

        byte[] value() {
            return line.has("json")
                    ? ContractJson.write(line.path("json"))
                    : Base64.getDecoder().decode(line.path("base64").asText());
        }
    }

    /** The topic has to be there, and empty. */
    void restore(String topic) throws IOException {
        for (var partition : byPartition(topic).entrySet()) {
            restore(new TopicPartition(topic, partition.getKey()), partition.getValue());
        }
    }

    /** The newest record's value, of a topic that was recorded in a folder. */
    static byte[] newest(Path folder, String topic) throws IOException {
        var lines = Files.readAllLines(folder.resolve(topic + ".jsonl"));
        return new Recorded(json(lines.get(lines.size() - 1))).value();
    }

    private Map<Integer, List<Recorded>> byPartition(String topic) throws IOException {
        var partitions = new TreeMap<Integer, List<Recorded>>();
        for (String line : Files.readAllLines(folder.resolve(topic + ".jsonl"))) {
            var read = json(line);
            partitions
                    .computeIfAbsent(read.path("partition").asInt(), any -> new ArrayList<>())
                    .add(new Recorded(read));
        }
        return partitions;
    }

    private static JsonNode json(String line) {
        return ContractJson.read(line.getBytes(UTF_8), JsonNode.class);
    }

    private void restore(TopicPartition partition, List<Recorded> records) {
        try (var transactions = kafka.transactionalProducer("restore", "restore-" + partition);
                var plain = kafka.producer("restore")) {
            transactions.initTransactions();
            long next = 0;
            for (int i = 0; i < records.size(); i++) {
                var record = records.get(i);
                if (next < record.offset()) {
                    next = fill(partition, next, record.offset(), transactions, plain);
                }
                boolean markerFollows =
                        i + 1 < records.size() && records.get(i + 1).offset() == record.offset() + 2;
                send(partition, record, markerFollows ? transactions : plain, markerFollows);
                next = record.offset() + (markerFollows ? 2 : 1);
            }
        }
    }

    private void send(
            TopicPartition partition, Recorded record, KafkaProducer<byte[], byte[]> producer, boolean committing) {
        if (committing) {
            producer.beginTransaction();
        }
        require(
                producer,
                new ProducerRecord<>(partition.topic(), partition.partition(), record.key(), record.value()),
                record.offset());
        if (committing) {
            producer.commitTransaction();
            awaitMarker(partition, record.offset() + 1);
        }
    }

    /** At the beginning what retention has removed, later a batch that was aborted: its last offset is the marker's. */
    private long fill(
            TopicPartition partition,
            long from,
            long to,
            KafkaProducer<byte[], byte[]> transactions,
            KafkaProducer<byte[], byte[]> plain) {
        boolean first = from == 0;
        if (!first) {
            transactions.beginTransaction();
        }
        for (long offset = from; offset < (first ? to : to - 1); offset++) {
            require(
                    first ? plain : transactions,
                    new ProducerRecord<>(partition.topic(), partition.partition(), new byte[0], new byte[0]),
                    offset);
        }
        if (first) {
            try (var admin = kafka.admin()) {
                KafkaAnswers.await(admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(to)))
                        .all());
            }
        } else {
            transactions.abortTransaction();
            awaitMarker(partition, to - 1);
        }
        return to;
    }

    /** A transaction is decided before its marker is written, and what is sent then may come before it. */
    private void awaitMarker(TopicPartition partition, long offset) {
        try (var admin = kafka.admin()) {
            Awaitility.await()
                    .until(() -> KafkaAnswers.await(admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                                            .partitionResult(partition))
                                    .offset()
                            > offset);
        }
    }

    private static void require(
            KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record, long offset) {
        try {
            long given = producer.send(record).get().offset();
            if (given != offset) {
                throw new IllegalStateException("record of offset %d of %s-%d is at %d"
                        .formatted(offset, record.topic(), record.partition(), given));
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
