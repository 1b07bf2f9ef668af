package dev.limbeck.evaluator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunEvent.ChampionMoved;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.evaluator.Orders;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.topic.TopicProvisioning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker, a store, the packaged evaluator in its own process, and a run that is told to it. The tests of a class share
 * all but the run.
 */
abstract class EvaluatorOnBroker {
    static final Duration LONG = Duration.ofSeconds(60);
    private static EmbeddedBroker broker;
    static KafkaConnection connection;
    static EvaluatorProcess evaluator;

    @TempDir
    private static Path folder;

    private final List<Conversation> conversations = new ArrayList<>();
    ToyRun toy;
    Conversation talk;

    @BeforeAll
    static void startBrokerAndEvaluator() throws Exception {
        broker = EmbeddedBroker.temporary();
        connection = new KafkaConnection(broker.bootstrapServers(), "test");
        TopicProvisioning.provideShared(connection);
        evaluator = startEvaluator();
    }

    @AfterAll
    static void stopEvaluatorAndBroker() throws Exception {
        evaluator.close();
        broker.close();
    }

    @BeforeEach
    void tellItOfARun() throws Exception {
        if (!evaluator.isAlive()) { // a test has killed it
            evaluator = startEvaluator();
        }
        toy = new ToyRun("toy-" + System.nanoTime(), folder);
        talk = begin(toy);
    }

    @AfterEach
    void endRuns() {
        conversations.forEach(conversation -> conversation.moveTo(RunPhase.CANCELLED));
        conversations.forEach(Conversation::close);
    }

    /**
     * Another run in the same store.
     *
     * @param heldOut share of the stream
     * @param keep which of that stay
     */
    ToyRun anotherRun(double heldOut, String keep) throws Exception {
        return new ToyRun("toy-" + System.nanoTime(), folder, heldOut, keep);
    }

    /** Another run in the same store, all of whose stream is watched. */
    ToyRun watchedRun() throws Exception {
        return new ToyRun("toy-" + System.nanoTime(), folder, 0.5, "first", 1);
    }

    Conversation begin(ToyRun run) {
        TopicProvisioning.provide(connection, new Generation(run.run, 1));
        var begun = new Conversation(connection, run.run);
        conversations.add(begun);
        return begun;
    }

    static EvaluatorProcess startEvaluator() throws Exception {
        var started = EvaluatorProcess.start(
                broker.bootstrapServers(), ToyRun.store(folder).root());
        await().atMost(LONG).until(() -> {
            assertThat(started.isAlive()).isTrue();
            return started.isReady();
        });
        return started;
    }

    static void label(ToyRun run, Conversation talk) {
        label(run, talk, 0, 400);
    }

    static void label(ToyRun run, Conversation talk, int from, int to) {
        talk.label(IntStream.range(from, to).mapToObj(run::example));
    }

    static RunOrder.Evaluate evaluate(CheckpointAnnounced candidate, TeacherPublished teacher) {
        return Orders.evaluate(candidate, teacher, Optional.empty(), Optional.empty());
    }

    static List<EvaluationReport> awaitReports(Conversation talk, int count) {
        return await().atMost(LONG).until(talk::reports, reports -> reports.size() >= count);
    }

    static List<RunEvent> awaitEvents(Conversation talk, int count) {
        return await().atMost(LONG).until(talk::events, events -> events.size() >= count);
    }

    /** Has it promoted, and takes the answer. */
    Champion promoted(CheckpointAnnounced candidate, EvaluationReport report) {
        var order = Orders.promote(candidate, report);
        int before = talk.events().size();
        talk.give(order);
        var moved = (ChampionMoved) awaitEvents(talk, before + 1).get(before);
        talk.answered(order);
        return Orders.champion(candidate, report.candidate(), moved.location());
    }

    Champion promoted(CheckpointAnnounced candidate) {
        return promoted(
                candidate, Orders.report(candidate, Orders.score(candidate.student(), candidate.checkpointId())));
    }

    Path champion() throws Exception {
        return toy.store.champion(toy.run.name()).toRealPath();
    }
}
