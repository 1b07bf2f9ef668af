package dev.limbeck.local.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaAnswers;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.local.CommittedRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Topics of ours, a file each and a line a record: JSON as it stands there, everything else in Base64. */
record CorpusTopics(KafkaConnection kafka, Path folder) {
    void write() throws IOException {
        Files.createDirectories(folder);
        List<String> topics;
        try (var admin = kafka.admin()) {
            topics = KafkaAnswers.await(admin.listTopics().names()).stream()
                    .filter(name -> name.startsWith(RunTopics.PREFIX))
                    .sorted()
                    .toList();
        }
        for (String topic : topics) {
            var lines = new ArrayList<String>();
            records(topic).forEach(record -> lines.add(line(record)));
            if (!lines.isEmpty()) {
                Files.write(folder.resolve(topic + ".jsonl"), lines);
            }
        }
    }

    /** Of what replicas say every second, the last of each. */
    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        var all = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        CommittedRecords.read(kafka, topic, all::add);
        if (!topic.equals(RunTopics.RUN_STATUS)) {
            return all;
        }
        var newest = new TreeMap<String, ConsumerRecord<byte[], byte[]>>();
        all.forEach(record -> newest.put(new String(record.key(), UTF_8).replaceFirst("/[^/]*$", ""), record));
        return List.copyOf(newest.values());
    }

    private static String line(ConsumerRecord<byte[], byte[]> record) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("partition", record.partition());
        line.put("offset", record.offset());
        line.put("key", record.key() == null ? null : new String(record.key(), UTF_8));
        var headers = new LinkedHashMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        if (!headers.isEmpty()) {
            line.put("headers", headers);
        }
        if (record.value() != null && record.value().length > 0 && record.value()[0] == '{') {
            line.put("json", ContractJson.read(record.value(), JsonNode.class));
        } else if (record.value() != null) {
            line.put("base64", Base64.getEncoder().encodeToString(record.value()));
        }
        return new String(ContractJson.write(line), UTF_8);
    }
}
