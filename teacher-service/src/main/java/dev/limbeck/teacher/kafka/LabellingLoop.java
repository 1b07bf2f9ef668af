package dev.limbeck.teacher.kafka;

import dev.limbeck.contract.circuit.DeadLetterCircuit;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.teacher.labelling.BatchAssembler;
import dev.limbeck.teacher.labelling.Labeller;
import dev.limbeck.teacher.labelling.LabellingListener;
import dev.limbeck.teacher.labelling.LabellingListener.BatchReport;
import dev.limbeck.teacher.labelling.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Labels a run's source topic until it is told to stop, and stands still while too much of it is unusable. Replicas share the topic's partitions; each record becomes one
 * example or one dead letter, however often a replica dies in between.
 */
public final class LabellingLoop {
    private static final Logger LOG = Logger.getLogger(LabellingLoop.class);
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);
    private static final int MOST_ABORTS = 10;
    /**
     * How old a transaction may be when another batch is put into it. A commit waits for the broker for about 10 ms:
     * where records are waiting, they had better wait for it together.
     */
    public static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(1);
    /** Records that one poll may bring. */
    private static final int MOST_POLLED = 8192;

    private final KafkaConnection connection;
    private final Generation run;
    private final String instance;
    private final Labeller labeller;
    private final LabellingListener listener;
    private final BatchAssembler<ConsumerRecord<byte[], byte[]>> batches;
    private final DeadLetterCircuit circuit;
    private volatile boolean stopping;
    private volatile boolean paused;
    private volatile boolean resumeAsked;
    private int abortsInARow;

    /** @param instance tells this replica's transactions from all others', also from those of its former lives */
    public LabellingLoop(
            KafkaConnection connection,
            Generation run,
            String instance,
            Labeller labeller,
            LabellingListener listener,
            Ticker ticker) {
        this.connection = connection;
        this.run = run;
        this.instance = instance;
        this.labeller = labeller;
        this.listener = listener;
        var labelling = run.spec().teacher().labelling();
        this.circuit = new DeadLetterCircuit(run.spec().deadLetters());
        this.batches = new BatchAssembler<>(labelling.size(), labelling.maxWait(), ticker);
    }

    /** Returns after {@link #stop}: the batch at hand is finished, what was only read goes to another replica. */
    public void run() {
        var consumer = connection.groupConsumer(
                "labelling-" + run.name(),
                run.topics().teacherGroup(),
                OffsetReset.EARLIEST,
                atOnce(run.spec().teacher().labelling().size()));
        try (var writer = new ExampleWriter(connection, run.topics(), instance)) {
            consumer.subscribe(List.of(run.spec().source().topic()), new Partitions(consumer));
            while (!stopping) {
                if (paused && resumeAsked) {
                    goOn();
                }
                poll(consumer);
                if (!paused) {
                    labelDue(consumer, writer);
                }
                listener.polled(lag(consumer));
            }
        } finally {
            consumer.close(CloseOptions.timeout(LONGEST_CLOSE));
        }
    }

    /** From any thread. */
    public void stop() {
        stopping = true;
    }

    /**
     * Lets labelling go on that has paused; from any thread. A window full of unusable records pauses it again.
     *
     * @return whether it had paused
     */
    public boolean resume() {
        if (!paused) {
            return false;
        }
        resumeAsked = true;
        return true;
    }

    /** So many whole batches as a poll may bring, at least one. */
    private static int atOnce(int batchSize) {
        return Math.max(1, MOST_POLLED / batchSize) * batchSize;
    }

    private void pause(String reason) {
        resumeAsked = false;
        paused = true;
        LOG.errorf(
                "labelling of %s is PAUSED: %s. See limbeck dead-letters list --run %s, then POST /resume?run=%s",
                run.spec().source().topic(), reason, run.name(), run.name());
        listener.paused(reason);
    }

    private void goOn() {
        circuit.close();
        paused = false;
        LOG.infof("labelling of %s goes on", run.spec().source().topic());
        listener.resumed();
    }

    /** Keeps this replica's place in the group. Reads more only where it can be labelled next, so none piles up. */
    private void poll(KafkaConsumer<byte[], byte[]> consumer) {
        if (paused || batches.isFull()) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
        // From what is paused nothing comes, but from partitions that this very poll is given.
        consumer.poll(paused ? IDLE : batches.patience(IDLE)).forEach(batches::add);
    }

    /** Labels what is due as one transaction. Between its beginning and its end no partition can come or go. */
    private void labelDue(KafkaConsumer<byte[], byte[]> consumer, ExampleWriter writer) {
        var first = batches.takeDue();
        if (first.isEmpty()) {
            return;
        }
        var reports = new ArrayList<BatchReport>();
        var outcome = writer.write(
                transaction -> {
                    long began = System.nanoTime();
                    reports.add(label(first.get(), transaction));
                    while (batches.isFull() && mayGrow(began)) {
                        reports.add(label(batches.takeDue().orElseThrow(), transaction));
                    }
                },
                consumer.groupMetadata());
        switch (outcome) {
            case COMMITTED -> {
                abortsInARow = 0;
                listener.labelled(reports);
                circuit.reason().ifPresent(this::pause);
            }
            case ABORTED -> {
                if (++abortsInARow > MOST_ABORTS) {
                    throw new KafkaException("labelling was given back " + abortsInARow + " times in a row");
                }
                rewind(consumer);
            }
        }
    }

    private boolean mayGrow(long began) {
        return !stopping && !circuit.isOpen() && System.nanoTime() - began < LONGEST_TRANSACTION.toNanos();
    }

    private BatchReport label(List<ConsumerRecord<byte[], byte[]>> batch, ExampleWriter.Transaction transaction) {
        long started = System.nanoTime();
        List<Verdict> verdicts =
                labeller.label(batch.stream().map(ConsumerRecord::value).toList());
        var inference = Duration.ofNanos(System.nanoTime() - started);
        transaction.add(batch, verdicts);
        verdicts.forEach(this::count);
        return BatchReport.of(verdicts, inference);
    }

    private void count(Verdict verdict) {
        if (verdict instanceof Verdict.Unusable unusable) {
            circuit.refused(unusable.rejection().reason());
        } else {
            circuit.used();
        }
    }

    /** Back to what the group has done: everything read since then is read again, by whoever owns it now. */
    private void rewind(KafkaConsumer<byte[], byte[]> consumer) {
        batches.discardIf(any -> true);
        var committed = consumer.committed(consumer.assignment());
        for (TopicPartition partition : consumer.assignment()) {
            var progress = committed.get(partition);
            if (progress == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, progress);
            }
        }
    }

    private long lag(KafkaConsumer<byte[], byte[]> consumer) {
        return batches.waiting()
                + consumer.assignment().stream()
                        .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                        .sum();
    }

    /** The group checks who commits but not whose partitions: records of a partition that has gone must go too. */
    private final class Partitions implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> consumer;

        Partitions(KafkaConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            batches.discardIf(record -> partitions.contains(new TopicPartition(record.topic(), record.partition())));
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // They start where the group left them, whichever generation that was in.
            var from = new TreeMap<Integer, Long>();
            partitions.forEach(partition -> from.put(partition.partition(), consumer.position(partition)));
            if (!from.isEmpty()) {
                listener.began(from);
            }
        }
    }
}
