package dev.limbeck.student.kafka;

import dev.limbeck.kafka.KafkaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Records in Kafka transactions, written on a thread of its own in the order in which they were given: whoever gives
 * them never waits for the broker, but for room. After a failure nothing is written any more.
 */
final class Journal implements AutoCloseable {
    /** How long a record may wait for its commit. Well under the broker's transaction time-out. */
    private static final Duration STALE = Duration.ofSeconds(1);
    /** Records are taken up in groups: to wake the thread for each would cost the giver more than all the rest. */
    private static final Duration TAKEN_UP_EVERY = Duration.ofMillis(50);
    /** So much may be on its way to a broker that does not answer. */
    private static final int MOST_ON_THEIR_WAY = 256;

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final Function<KafkaException, RuntimeException> explain;
    private final Queue<Runnable> given = new ConcurrentLinkedQueue<>();
    private final Semaphore room = new Semaphore(MOST_ON_THEIR_WAY);
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;
    private volatile boolean closed;
    // From here on for the thread alone.
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private long begun;
    private long offset;

    /**
     * @param topic whose offsets are told
     * @param explain says what a refusal by the broker means
     */
    Journal(
            KafkaConnection connection,
            String role,
            String transactionalId,
            String topic,
            Function<KafkaException, RuntimeException> explain) {
        this.topic = topic;
        this.explain = explain;
        this.producer = connection.transactionalProducer(role, transactionalId);
        this.thread = new Thread(this::run, role);
        thread.setDaemon(true);
    }

    /** Makes the broker refuse whatever an earlier process with this transactional id still sends. */
    void open() {
        producer.initTransactions();
        thread.start();
    }

    /** @param record made on the journal's thread */
    void write(Supplier<ProducerRecord<byte[], byte[]>> record) {
        requireIntact();
        room.acquireUninterruptibly();
        given.add(() -> {
            room.release();
            guarded(() -> send(record.get()));
        });
    }

    /** @return done when all that was given is durable, with the offset that follows it on the topic */
    CompletableFuture<Long> commit() {
        requireIntact();
        var done = new CompletableFuture<Long>();
        given.add(() -> {
            guarded(this::commitNow);
            RuntimeException known = failure;
            if (known == null) {
                done.complete(offset);
            } else {
                done.completeExceptionally(known);
            }
        });
        LockSupport.unpark(thread);
        return done;
    }

    /** Throws what has become of something given before, if that failed. */
    void requireIntact() {
        RuntimeException known = failure;
        if (known != null) {
            throw known;
        }
    }

    private void run() {
        while (!closed) {
            takeUp();
            if (!sent.isEmpty() && System.nanoTime() - begun >= STALE.toNanos()) {
                guarded(this::commitNow);
            }
            LockSupport.parkNanos(TAKEN_UP_EVERY.toNanos());
        }
        takeUp();
    }

    private void takeUp() {
        for (Runnable next = given.poll(); next != null; next = given.poll()) {
            next.run();
        }
    }

    private void guarded(Runnable action) {
        if (failure == null) {
            try {
                action.run();
            } catch (KafkaException refused) {
                failure = explain.apply(refused);
            } catch (RuntimeException unforeseen) {
                failure = unforeseen;
            } catch (Error fatal) { // nobody may wait for this thread in vain
                failure = new IllegalStateException("the journal cannot go on: " + fatal, fatal);
            }
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        if (sent.isEmpty()) {
            producer.beginTransaction();
            begun = System.nanoTime();
        }
        sent.add(producer.send(record));
    }

    private void commitNow() {
        if (!sent.isEmpty()) {
            producer.commitTransaction();
            sent.forEach(this::note);
            sent.clear();
        }
    }

    /** A commit has waited for all that was sent, and fails if one of them did. */
    private void note(Future<RecordMetadata> done) {
        try {
            RecordMetadata metadata = done.get();
            if (metadata.topic().equals(topic)) {
                offset = metadata.offset() + 1;
            }
        } catch (ExecutionException refused) {
            throw new KafkaException("committed, but refused", refused.getCause());
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    /** What is not durable yet is given up. */
    @Override
    public void close() {
        if (failure == null) {
            failure = new KafkaException("the journal has been closed");
        }
        closed = true;
        LockSupport.unpark(thread);
        producer.close(Duration.ofSeconds(2));
    }
}
