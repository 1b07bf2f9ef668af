package dev.limbeck.teacher.kafka;

import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.place.Obstacle;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.service.stage.DeadLetterCircuit;
import dev.limbeck.teacher.labelling.BatchAssembler;
import dev.limbeck.teacher.labelling.Labeller;
import dev.limbeck.teacher.labelling.LabellingListener;
import dev.limbeck.teacher.labelling.LabellingListener.BatchReport;
import dev.limbeck.teacher.labelling.Pace;
import dev.limbeck.teacher.labelling.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Labels a run's source topic until it is told to stop, and stands still while too much of it is unusable. Replicas share the topic's partitions; each record becomes one
 * example or one dead letter, however often a replica dies in between.
 */
public final class LabellingLoop {
    private static final Logger LOG = Logger.getLogger(LabellingLoop.class);
    private static final Duration IDLE = Duration.ofMillis(200);
    /** How soon a source topic is looked at again that is not as it should be. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

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
    private final Clock clock;
    private final Pace pace;
    private volatile boolean stopping;
    private volatile boolean paused;
    private volatile boolean resumeAsked;

    /** @param instance tells this replica's transactions from all others', also from those of its former lives */
    public LabellingLoop(
            KafkaConnection connection,
            Generation run,
            String instance,
            Labeller labeller,
            LabellingListener listener,
            Clock clock,
            Ticker ticker) {
        this.connection = connection;
        this.run = run;
        this.instance = instance;
        this.labeller = labeller;
        this.listener = listener;
        var labelling = run.spec().teacher().labelling();
        this.circuit = new DeadLetterCircuit(run.spec().deadLetters());
        this.clock = clock;
        this.pace = new Pace(labelling.size(), LONGEST_TRANSACTION);
        this.batches = new BatchAssembler<>(pace.atOnce(), labelling.maxWait(), ticker);
    }

    /** Returns after {@link #stop}: the batch at hand is finished, what was only read goes to another replica. */
    public void run() {
        int mostPolled = atOnce(run.spec().teacher().labelling().size());
        try (var clients = new LabellingClients(connection, run, instance, mostPolled, batches, clock)) {
            while (!stopping) {
                turn(clients);
                listener.polled(clients.lag());
            }
        }
    }

    private void turn(LabellingClients clients) {
        if (paused && resumeAsked) {
            goOn(clients);
        }
        poll(clients);
        lookAgainIfBlocked(clients);
        settle(clients);
        if (!paused) {
            labelDue(clients);
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
        resumeAsked = false; // whatever was said was not about this
        paused = true;
        LOG.errorf(
                "labelling of %s is PAUSED: %s. %s, then POST /resume?run=%s",
                run.spec().source().topic(),
                reason,
                (circuit.isOpen() ? "See limbeck dead-letters list --run " : "See limbeck describe ") + run.name(),
                run.name());
        listener.paused(reason);
    }

    /** As somebody has said, who has looked at why it had paused. */
    private void goOn(LabellingClients clients) {
        var standing = clients.standing();
        var shown = standing.obstacle().map(Obstacle::getClass);
        clients.rewind();
        // What was said was not about an obstacle that has come up since.
        if (shown.isPresent() && shown.equals(standing.obstacle().map(Obstacle::getClass))) {
            clients.write(standing::passOver).ifPresent(places -> {
                LOG.warnf("labelling goes on although %s", standing.reason().orElseThrow());
                clients.rewind();
            });
        }
        circuit.close();
        resumeAsked = false;
        standing.reason().ifPresentOrElse(this::pause, this::resumed);
    }

    private void resumed() {
        paused = false;
        LOG.infof("labelling of %s goes on", run.spec().source().topic());
        listener.resumed();
    }

    /** Reads more only where it can be labelled next, so none piles up. */
    private void poll(LabellingClients clients) {
        boolean rests = paused || clients.standing().isMissing();
        clients.poll(!rests && !batches.isFull(), rests ? IDLE : batches.patience(IDLE));
    }

    /** Another replica may have been told to go on, or the topic be there again. */
    private void lookAgainIfBlocked(LabellingClients clients) {
        var standing = clients.standing();
        boolean blocked = standing.isMissing() || standing.obstacle().isPresent();
        if (blocked
                && clients.rewindAfter(LOOK_AGAIN)
                && paused
                && standing.reason().isEmpty()
                && !circuit.isOpen()) {
            resumed();
        }
    }

    /** No record is labelled before it is written down where its partition stands. */
    private void settle(LabellingClients clients) {
        var standing = clients.standing();
        if (standing.isUnsettled()) {
            clients.write(standing::settle).ifPresent(standing::settled);
        }
        if (!paused) {
            standing.reason().ifPresent(this::pause);
        }
        if (!standing.isUnsettled()) {
            var from = standing.beginnings();
            if (!from.isEmpty()) {
                listener.began(from);
            }
        }
    }

    /** Labels what is due as one transaction. Between its beginning and its end no partition can come or go. */
    private void labelDue(LabellingClients clients) {
        if (clients.standing().isMissing() || clients.standing().isUnsettled()) {
            return;
        }
        var first = batches.takeDue();
        if (first.isEmpty()) {
            return;
        }
        var reports = new ArrayList<BatchReport>();
        clients.write(transaction -> {
                    long began = System.nanoTime();
                    reports.add(label(first.get(), transaction));
                    while (batches.isFull() && mayGrow(began)) {
                        reports.add(label(batches.takeDue().orElseThrow(), transaction));
                    }
                    return clients.standing().isStillTheSame();
                })
                .ifPresent(places -> {
                    clients.standing().keeps(places);
                    listener.labelled(reports);
                    circuit.reason().ifPresent(this::pause);
                });
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
        pace.took(batch.size(), Duration.ofNanos(System.nanoTime() - started));
        batches.resize(pace.atOnce());
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
}
