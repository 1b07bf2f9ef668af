package dev.limbeck.kafka.deadletter;

import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends dead letters back to where they came from, as they were, once what refused them has been mended. All of one
 * call are one transaction with the marks that say so: each is sent once, also when a call dies or two overlap. One that
 * claims to be from a topic which is none of its run's stays where it is.
 */
public final class Redrive {
    /** Whoever reads the source waits that long when this process dies in between. */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(1);

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

    private final KafkaConnection connection;
    private final DeadLetterTopic topic;
    private final String run;
    private final String transactionalId;

    public Redrive(KafkaConnection connection, RunTopics topics) {
        this.connection = connection;
        this.topic = new DeadLetterTopic(connection, topics.deadLetters());
        this.run = topics.run();
        this.transactionalId = "limbeck." + topics.run() + ".redrive";
    }

    /**
     * What became of the chosen dead letters.
     *
     * @param sent back to their source topics
     * @param sentBefore left alone, for they were sent back by an earlier call
     * @param incomplete left alone, for a part of them was too large to be here
     * @param foreign left alone, for they name a topic, or a partition of one, that is none of the run's
     */
    public record Outcome(
            List<DeadLetterPosition> sent,
            List<DeadLetterPosition> sentBefore,
            List<DeadLetterPosition> incomplete,
            List<DeadLetterPosition> foreign) {
        public Outcome {
            sent = List.copyOf(sent);
            sentBefore = List.copyOf(sentBefore);
            incomplete = List.copyOf(incomplete);
            foreign = List.copyOf(foreign);
        }
    }

    /** What {@link #send} would do now. */
    public Outcome preview(Predicate<StoredDeadLetter> chosen, boolean again) {
        return sort(chosen, again, letter -> {});
    }

    /** @param again whether to send also what was sent before */
    public Outcome send(Predicate<StoredDeadLetter> chosen, boolean again) {
        var producer = connection.transactionalProducer("redrive", transactionalId, TRANSACTION_TIMEOUT);
        try {
            // Before the topic is read: it ends every other call, whose marks are then there to be seen, or will never
            // be.
            producer.initTransactions();
            producer.beginTransaction();
            var outcome = sort(chosen, again, letter -> send(producer, letter));
            producer.commitTransaction();
            return outcome;
        } finally {
            producer.close(LONGEST_CLOSE); // aborts what was not committed
        }
    }

    private Outcome sort(
            Predicate<StoredDeadLetter> chosen, boolean again, java.util.function.Consumer<StoredDeadLetter> sender) {
        var own = RunOwnTopics.of(connection, run);
        var sent = new ArrayList<DeadLetterPosition>();
        var sentBefore = new ArrayList<DeadLetterPosition>();
        var incomplete = new ArrayList<DeadLetterPosition>();
        var foreign = new ArrayList<DeadLetterPosition>();
        topic.forEach(letter -> {
            if (!chosen.test(letter)) {
                return;
            }
            if (!own.have(letter.letter().source())) {
                foreign.add(letter.position());
            } else if (letter.redriven() && !again) {
                sentBefore.add(letter.position());
            } else if (!letter.isComplete()) {
                incomplete.add(letter.position());
            } else {
                sender.accept(letter);
                sent.add(letter.position());
            }
        });
        return new Outcome(sent, sentBefore, incomplete, foreign);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit fails when any send did
    private void send(KafkaProducer<byte[], byte[]> producer, StoredDeadLetter letter) {
        producer.send(original(letter));
        producer.send(topic.mark(letter.position()));
    }

    /** Into the partition it came from, so that records of one key keep meeting there. Retention counts from now. */
    private static ProducerRecord<byte[], byte[]> original(StoredDeadLetter letter) {
        var source = letter.letter().source();
        return new ProducerRecord<>(
                source.topic(),
                source.partition(),
                null,
                letter.record().key(),
                letter.record().value(),
                DeadLetter.originalHeaders(letter.record()));
    }

    /** Those of {@code positions} at which no dead letter stands. */
    public Set<DeadLetterPosition> absent(Set<DeadLetterPosition> positions) {
        var absent = new TreeSet<>(positions);
        topic.forEach(letter -> absent.remove(letter.position()));
        return absent;
    }
}
