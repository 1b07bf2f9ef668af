package dev.limbeck.kafka;

import static java.util.Objects.requireNonNull;

import dev.limbeck.contract.codec.RecordCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes the clients of one process, so that what a promise depends on (what is committed is read, what is sent is
 * acknowledged) is set in one place. All of them carry bytes: decoding is the stage's own, bounded business.
 *
 * @param clientSettings where the broker is and how to speak to it, by Kafka's names: every client has them
 * @param clientIdPrefix tells the clients of one process from others in the broker's metrics and logs
 */
public record KafkaConnection(Map<String, String> clientSettings, String clientIdPrefix) {
    /** An open transaction of a dead process holds back every reader: it must not stay open long. */
    public static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);
    /** The smallest that brokers allow by default: how long the work of a dead group member lies idle. */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);
    /** How long a partition that was added to a topic may go unseen. */
    private static final Duration METADATA_AGE = Duration.ofSeconds(3);

    /** A poll brings no more: several are in a stage's memory at once. */
    private static final int MOST_FETCHED_BYTES = 2 * RecordCodec.MAX_MESSAGE_BYTES;
    /** As large as the system lets it grow, so that the next fetch arrives while the one before is worked on. */
    private static final int RECEIVE_BUFFER = -1;

    /** @throws IllegalArgumentException when the settings do not say where the broker is */
    public KafkaConnection {
        clientSettings = Map.copyOf(clientSettings);
        requireNonNull(clientIdPrefix, "clientIdPrefix");
        if (!clientSettings.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
            throw new IllegalArgumentException("kafka.bootstrap.servers is missing; it is host:port of a broker");
        }
    }

    /** Without encryption or login. */
    public KafkaConnection(String bootstrapServers, String clientIdPrefix) {
        this(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), clientIdPrefix);
    }

    public String bootstrapServers() {
        return requireNonNull(clientSettings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }

    public Admin admin() {
        return Admin.create(common("admin"));
    }

    /** A consumer for {@code assign} and {@code seek}, in no group. */
    public KafkaConsumer<byte[], byte[]> consumer(String role, OffsetReset reset) {
        return new KafkaConsumer<>(consumerProperties(role, reset));
    }

    /** A consumer for {@code subscribe}. Its group is told of progress only by whoever makes that progress durable. */
    public KafkaConsumer<byte[], byte[]> groupConsumer(
            String role, String group, OffsetReset reset, int maxPollRecords) {
        return new KafkaConsumer<>(groupConsumerProperties(role, group, reset, maxPollRecords));
    }

    /** What {@link #groupConsumer} uses, for a client that is made elsewhere. */
    public Map<String, Object> groupConsumerProperties(
            String role, String group, OffsetReset reset, int maxPollRecords) {
        var properties = consumerProperties(role, reset);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
        // It fetches only while it is polled: what it is to work on until then has to come at once.
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, RecordCodec.MAX_MESSAGE_BYTES);
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(SESSION_TIMEOUT));
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(SESSION_TIMEOUT.dividedBy(3)));
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return properties;
    }

    /** A producer that neither loses nor doubles what it was given, but knows no transactions. */
    public KafkaProducer<byte[], byte[]> producer(String role) {
        return new KafkaProducer<>(producerProperties(role));
    }

    /**
     * The same, in fewer and larger requests.
     *
     * @param linger how long the first record of a request may wait for others
     */
    public KafkaProducer<byte[], byte[]> producer(String role, Duration linger) {
        return new KafkaProducer<>(lingering(producerProperties(role), linger));
    }

    /** A producer for transactions; {@code initTransactions} is the caller's to call. */
    public KafkaProducer<byte[], byte[]> transactionalProducer(String role, String transactionalId) {
        return transactionalProducer(role, transactionalId, TRANSACTION_TIMEOUT);
    }

    public KafkaProducer<byte[], byte[]> transactionalProducer(String role, String transactionalId, Duration timeout) {
        return new KafkaProducer<>(transactionalProperties(role, transactionalId, timeout));
    }

    /**
     * A producer for transactions of many records, which it sends in fewer and larger requests: nobody reads them before
     * the commit, and that waits for no more of them.
     *
     * @param linger how long the first record of a request may wait for others
     */
    public KafkaProducer<byte[], byte[]> bulkProducer(String role, String transactionalId, Duration linger) {
        return new KafkaProducer<>(
                lingering(transactionalProperties(role, transactionalId, TRANSACTION_TIMEOUT), linger));
    }

    private static Map<String, Object> lingering(Map<String, Object> properties, Duration linger) {
        properties.put(ProducerConfig.LINGER_MS_CONFIG, millis(linger));
        return properties;
    }

    private Map<String, Object> transactionalProperties(String role, String transactionalId, Duration timeout) {
        var properties = producerProperties(role);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, millis(timeout));
        return properties;
    }

    /** What {@link #consumer} uses, for a client that is made elsewhere. */
    public Map<String, Object> consumerProperties(String role, OffsetReset reset) {
        var properties = common(role);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, reset.configValue());
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_FETCHED_BYTES);
        properties.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, RECEIVE_BUFFER);
        return properties;
    }

    /** What {@link #producer} uses, for a client that is made elsewhere. */
    public Map<String, Object> producerProperties(String role) {
        var properties = common(role);
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A broker that knows nothing of a producer takes any sequence number for its first: with a second request on
        // its way, one that was turned away could never be repeated (KAFKA-15591).
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RecordCodec.MAX_BYTES_WITH_HEADERS);
        return properties;
    }

    private Map<String, Object> common(String role) {
        var properties = new HashMap<String, Object>(clientSettings);
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientIdPrefix + "-" + role);
        properties.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, millis(METADATA_AGE));
        return properties;
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }

    /** Without the settings: there are passwords among them. */
    @Override
    public String toString() {
        return "KafkaConnection[" + bootstrapServers() + ", " + clientIdPrefix + "]";
    }
}
