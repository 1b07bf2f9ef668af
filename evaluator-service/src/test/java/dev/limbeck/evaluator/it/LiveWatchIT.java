package dev.limbeck.evaluator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunEvent.ChampionFell;
import dev.limbeck.contract.lifecycle.RunEvent.DriftDetected;
import dev.limbeck.contract.lifecycle.RunEvent.DriftDetected.Signal;
import dev.limbeck.contract.lifecycle.RunEvent.TeacherCaughtUp;
import dev.limbeck.contract.lifecycle.RunEvent.TeacherFellBehind;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.status.WatchStatus;
import dev.limbeck.contract.status.WatchStatus.Role;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.evaluator.Orders;
import dev.limbeck.evaluator.WatchedRuns;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveWatchIT extends EvaluatorOnBroker {
    private static final int A_FEW = 50;

    private ToyRun run;
    private Conversation stream;
    private StatusReader status;
    private int next;

    @BeforeEach
    void watchARun() throws Exception {
        run = watchedRun();
        stream = begin(run);
        status = new StatusReader(connection, run.run.name());
        await().atMost(LONG).until(() -> status.any().isPresent());
    }

    @AfterEach
    void closeStatus() {
        status.close();
    }

    private void label(IntFunction<DistillationExample> examples, int count) {
        stream.label(IntStream.range(next, next + count).mapToObj(examples));
        next += count;
    }

    private <E extends RunEvent> Optional<E> find(Class<E> kind) {
        return stream.events().stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** Labels on until it has happened. */
    private <E extends RunEvent> E streamUntil(Class<E> kind, IntFunction<DistillationExample> examples) {
        return await().atMost(LONG)
                .until(
                        () -> {
                            label(examples, A_FEW);
                            return find(kind);
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    private WatchStatus awaitExamples(long count) {
        return await().atMost(LONG)
                .until(status::any, now -> now.filter(one -> one.examples() >= count)
                        .isPresent())
                .orElseThrow();
    }

    @Test
    void noticesThatTheInputsHaveAnotherStyleAndLeavesNoGroupBehind() throws Exception {
        // Given
        label(run::example, 250);
        awaitExamples(250);
        // When
        var drift = streamUntil(DriftDetected.class, run::negative);
        // Then
        System.out.printf(
                "Another style is noticed %d records after it began, by %s%n",
                drift.examples() - 250, drift.detector());
        assertThat(drift.signal()).isEqualTo(Signal.INPUT);
        assertThat(drift.generation()).isEqualTo(1);
        assertThat(drift.examples()).isBetween(251L, 400L);
        assertThat(drift.position().values().stream()
                        .mapToLong(offset -> offset)
                        .sum())
                .isEqualTo(drift.examples());
        assertThat(evaluator.get("/q/metrics").body())
                .contains("limbeck_watch_examples_total{run=\"%s\"".formatted(run.run.name()))
                .contains("finding=\"drift-input\"");
        // When
        stream.moveTo(RunPhase.CANCELLED);
        // Then
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(groups()).doesNotContain(new RunTopics(run.run.name(), 1).watchGroup());
            assertThat(evaluator.get("/q/metrics").body().lines())
                    .noneMatch(line -> line.startsWith("limbeck_watch") && line.contains(run.run.name()));
        });
    }

    private List<String> groups() throws Exception {
        try (var admin = connection.admin()) {
            return admin.listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .toList();
        }
    }

    @Test
    void replicasShareTheStreamAndOneTakesOverWhatAnotherLeaves() throws Exception {
        // Given
        var alone = status.byReplica().keySet();
        try (var second = startEvaluator()) {
            // When: each has one of the two partitions
            await().atMost(LONG).until(() -> {
                label(run::example, A_FEW);
                var replicas = status.byReplica();
                return replicas.size() == 2
                        && replicas.values().stream()
                                .allMatch(watch -> watch.examples() > 0 && watch.examples() < next);
            });
            evaluator.kill();
            // Then: the rest has both, and what it sees is as it was
            int before = next;
            await().atMost(LONG).until(() -> {
                label(run::example, A_FEW);
                var left = status.byReplica().entrySet().stream()
                        .filter(replica -> !alone.contains(replica.getKey()))
                        .findFirst()
                        .orElseThrow();
                return next - before > 500 && left.getValue().examples() > 3 * A_FEW;
            });
            assertThat(stream.events()).isEmpty();
            assertThat(second.isAlive()).isTrue();
        }
    }

    @Test
    void tellsOnceOfAChampionThatFallsShortOfItsPromise() throws Exception {
        // Given: both promise to agree in 90 of 100, and the second has learned nothing
        var teacher = run.publishTeacher();
        var good = promoted(100, 60);
        var bad = promoted(200, 0);
        stream.say(state -> WatchedRuns.with(state, teacher, List.of(good)));
        await().atMost(LONG).until(() -> {
            label(run::example, A_FEW);
            return status.any().filter(one -> one.watched().size() == 2).isPresent();
        });
        label(run::example, 500);
        var before = awaitExamples(next);
        // When
        stream.say(state -> WatchedRuns.with(state, teacher, List.of(good, bad)));
        var fall = streamUntil(ChampionFell.class, run::example);
        label(run::example, 500);
        var after = awaitExamples(next);
        // Then
        System.out.printf(
                "A champion falls after %d records: promised %.2f, agrees %.2f, p %.1e%n",
                fall.examples(), fall.promised(), fall.agreement(), fall.pValue());
        assertThat(before.watched()).extracting(one -> one.role()).containsExactly(Role.CHAMPION, Role.FROZEN);
        assertThat(before.watched().get(0).agreement()).isGreaterThan(0.85);
        assertThat(fall.checkpointDigest()).isEqualTo(bad.checkpointDigest());
        assertThat(fall.examples()).isEqualTo(100);
        assertThat(fall.promised()).isEqualTo(0.9);
        assertThat(fall.agreement()).isLessThan(0.6);
        assertThat(fall.againstPrevious().orElseThrow().difference()).isLessThan(-0.3);
        assertThat(after.watched())
                .extracting(one -> one.role())
                .containsExactly(Role.CHAMPION, Role.PREVIOUS, Role.FROZEN);
        assertThat(stream.events().stream().filter(ChampionFell.class::isInstance))
                .hasSize(1);
    }

    private Champion promoted(int step, int trainedSteps) throws Exception {
        var candidate = run.checkpoint("small", step, trainedSteps);
        var score = Orders.score("small", candidate.checkpointId());
        var order = Orders.promote(candidate, Orders.report(candidate, score));
        stream.give(order);
        var moved = await().atMost(LONG)
                .until(
                        () -> stream.events().stream()
                                .filter(RunEvent.ChampionMoved.class::isInstance)
                                .map(RunEvent.ChampionMoved.class::cast)
                                .filter(event -> event.orderId().equals(order.orderId()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        stream.answered(order);
        return Orders.champion(candidate, score, moved.location());
    }

    @Test
    void tellsOfATeacherThatTakesOneClassForAnotherAndThatItDoesSoNoLonger() throws Exception {
        // Given
        var teacher = WatchedRuns.measured(run.publishTeacher(), 0.98);
        stream.say(state -> WatchedRuns.with(state, teacher, List.of()));
        label(number -> run.taught(number, number % 4), 300);
        awaitExamples(300);
        // When
        var behind =
                streamUntil(TeacherFellBehind.class, number -> run.taught(number, number % 4 == 3 ? 2 : number % 4));
        // Then
        System.out.printf(
                "A teacher that takes one class of four for another is noticed within %d records%n", next - 300);
        assertThat(behind.expected()).isEqualTo(0.98);
        assertThat(behind.accuracy()).isLessThan(0.9);
        assertThat(behind.version()).isEqualTo("v1");
        // When
        var caughtUp = streamUntil(TeacherCaughtUp.class, number -> run.taught(number, number % 4));
        // Then
        assertThat(caughtUp.accuracy()).isGreaterThan(0.96);
        assertThat(find(ChampionFell.class)).isEmpty();
    }
}
