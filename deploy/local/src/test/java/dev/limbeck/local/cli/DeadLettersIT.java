package dev.limbeck.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.deadletter.DeadLetter;
import dev.limbeck.kafka.topic.TopicProvisioning;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLettersIT {
    private static final EmbeddedBroker BROKER = EmbeddedBroker.temporary();
    private static final KafkaConnection KAFKA = new KafkaConnection(BROKER.bootstrapServers(), "limbeck-test");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void refuseSome() throws Exception {
        for (String run : List.of("looked-at", "sent-back", "sent-by-offset")) {
            try (var admin = KAFKA.admin()) {
                new TopicProvisioning(admin)
                        .provide(List.of(
                                new NewTopic("production." + run, 1, (short) 1),
                                new NewTopic(RunTopics.RUN_STATE, 1, (short) 1),
                                new NewTopic(new RunTopics(run, 1).deadLetters(), 1, (short) 1)));
            }
            declare(run);
            refuse(run, RejectionReason.MALFORMED, "truncated\u001b[2J", "garbage".getBytes(UTF_8));
            refuse(run, RejectionReason.SHAPE_MISMATCH, "expected [2], got [3]", aRecord());
            refuse(run, RejectionReason.MALFORMED, "truncated", "rubbish".getBytes(UTF_8));
        }
    }

    /** As the orchestrator says how the run stands. */
    private static void declare(String run) throws Exception {
        String state = "{\"declaration\": {\"spec\": {\"source\": {\"topic\": \"production.%s\"}}}}".formatted(run);
        try (var producer = KAFKA.producer("declaring")) {
            producer.send(new ProducerRecord<>(RunTopics.RUN_STATE, run.getBytes(UTF_8), state.getBytes(UTF_8)))
                    .get();
        }
    }

    @AfterAll
    static void stopBroker() {
        BROKER.close();
    }

    @Test
    void listsWithCoordinatesAndCountsByReason() {
        // When
        int exitCode = execute("list --run looked-at");
        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("0 +1 +20.+Z +teacher +SHAPE_MISMATCH +production.looked-at-0@42 +"
                        + "expected \\[2], got \\[3]"))
                .anyMatch(line -> line.matches("MALFORMED +2"))
                .anyMatch(line -> line.matches("all +3"));
        assertThat(out.toString()).doesNotContain("\u001b");
    }

    @Test
    void listsTheNewestOfWhatIsAskedFor() throws Exception {
        // When
        execute("list --run looked-at --reason MALFORMED --stage teacher --limit 1 -o json");
        // Then
        var list = json();
        assertThat(list.get("newest"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("offset").asLong()).isEqualTo(2));
        assertThat(list.get("total").asLong()).isEqualTo(2);
        assertThat(list.get("byReason").get("MALFORMED").asLong()).isEqualTo(2);
    }

    @Test
    void showsWhatARecordSays() {
        // When
        execute("show --run looked-at 1");
        // Then
        assertThat(out.toString())
                .contains("header       trace = 7", "header       limbeck-reason = SHAPE_MISMATCH")
                .contains("record id    r-1", "input        U8 [3]", "hard label   5", "00000000  08 01");
    }

    @Test
    void showsBytesThatSayNothing() throws Exception {
        // When
        execute("show --run looked-at 0");
        execute("show --run looked-at 0:0 -o json");
        // Then
        String all = out.toString();
        assertThat(all).contains("cannot be decoded: MALFORMED", "67 61 72 62 61 67 65", "garbage");
        var details = JsonMapper.builder().build().readTree(all.substring(all.indexOf('{')));
        assertThat(details.get("head").asText()).isEqualTo("67617262616765");
        assertThat(details.get("letter").get("sourceOffset").asLong()).isEqualTo(42);
    }

    @Test
    void redrivesTheChosenOnceAndListsThemAsRedriven() throws Exception {
        // When
        execute("redrive --run sent-back --reason MALFORMED --dry-run");
        long afterDryRun = records("production.sent-back");
        execute("redrive --run sent-back --reason MALFORMED");
        execute("redrive --run sent-back --reason MALFORMED");
        execute("list --run sent-back");
        // Then
        assertThat(afterDryRun).isZero();
        assertThat(out.toString())
                .contains("2 dead letters would be redriven", "2 dead letters redriven", "0 dead letters redriven")
                .contains("2 were redriven before; --again sends them once more")
                .contains("of which 2 were redriven");
        assertHasRecords("production.sent-back", 2);
    }

    @Test
    void redrivesByOffsetAndNothingAtAllWhenOneIsWrong() throws Exception {
        // When
        int wrong = execute("redrive --run sent-by-offset --offset 0 --offset 77");
        int right = execute("redrive --run sent-by-offset --offset 0 --offset 1 -o json");
        // Then
        assertThat(wrong).isEqualTo(1);
        assertThat(err.toString()).contains("limbeck: there is no dead letter at [77]");
        assertThat(right).isZero();
        assertThat(json().get("outcome").get("sent")).hasSize(2);
        assertHasRecords("production.sent-by-offset", 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list --run nobody", "show --run looked-at 99", "list --run looked-at --limit 0"})
    void saysWhatIsWrong(String command) {
        assertThat(execute(command)).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("limbeck: ");
    }

    private int execute(String command) {
        String line = "dead-letters " + command + " --bootstrap-servers " + BROKER.bootstrapServers();
        return Limbeck.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line.split(" ", -1));
    }

    private JsonNode json() throws Exception {
        return JsonMapper.builder().build().readTree(out.toString());
    }

    private static byte[] aRecord() {
        return RecordCodec.encode(new ProductionRecord(
                "r-1", Tensor.ofBytes(Shape.of(3), new byte[3]), Optional.of(new OfClass(5)), Instant.EPOCH));
    }

    private static void refuse(String run, RejectionReason reason, String detail, byte[] value) throws Exception {
        var headers = new RecordHeaders();
        headers.add("trace", "7".getBytes(UTF_8));
        var original = new ConsumerRecord<>(
                "production." + run,
                0,
                42L,
                1234L,
                TimestampType.CREATE_TIME,
                0,
                0,
                "key".getBytes(UTF_8),
                value,
                headers,
                Optional.<Integer>empty());
        try (var producer = KAFKA.producer("refusing")) {
            producer.send(DeadLetter.of("teacher", new Rejection(reason, detail), original)
                            .toRecord(new RunTopics(run, 1).deadLetters(), original))
                    .get();
        }
    }

    /** Beside them the transaction's end, which the broker writes a moment after it is decided. */
    private static void assertHasRecords(String topic, long count) {
        await().untilAsserted(() -> assertThat(records(topic)).isEqualTo(count + 1));
    }

    private static long records(String topic) throws Exception {
        var partition = new TopicPartition(topic, 0);
        try (var admin = KAFKA.admin()) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }
}
