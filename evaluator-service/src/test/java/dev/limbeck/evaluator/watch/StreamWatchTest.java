package dev.limbeck.evaluator.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.status.WatchStatus.Role;
import dev.limbeck.contract.status.WatchStatus.WatchedStudent;
import dev.limbeck.evaluator.Orders;
import dev.limbeck.evaluator.WatchedRuns;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamWatchTest {
    private static final DistillationRun RUN = RunSpecReader.read("""
            apiVersion: limbeck.dev/v1alpha1
            kind: DistillationRun
            metadata: {name: toy}
            spec:
              source: {topic: production.toy}
              input: {shape: [1, 8, 8], classes: 10, normalisation: {mean: [0], std: [255]}}
              teacher: {artifact: teacher.pt}
              students: [{name: small, network: "builtin:mlp-8"}]
              watch: {share: 1, window: 200}
            """);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final TeacherPublished TEACHER =
            new TeacherPublished("toy", "v1", "t".repeat(64), "", OptionalDouble.of(0.97), 1, Instant.EPOCH);

    private final StreamWatch watch = new StreamWatch(new Generation(RUN, 1), 1, Clock.fixed(NOW, ZoneOffset.UTC));
    private final Random random = new Random(11);
    private final Map<Champion, ToyStream> says = new HashMap<>();
    private int next;

    private final Champion first = champion("1", Instant.EPOCH);
    private final Champion second = champion("2", Instant.EPOCH);

    @BeforeEach
    void promiseToAgreeInNineOfTen() {
        says.put(first, ToyStream.STATIONARY);
        says.put(second, ToyStream.STATIONARY);
    }

    private static Champion champion(String digest, Instant promotedAt) {
        var announced = new CheckpointAnnounced(
                "toy", 1, "small", "c-" + digest, 1, digest.repeat(64), "", "n", OptionalDouble.empty(), NOW);
        var promoted = Orders.champion(announced, Orders.score("small", "c-" + digest), "l");
        return new Champion(1, promoted.checkpointDigest(), promoted.score(), promoted.location(), promotedAt);
    }

    private static RunState state(Champion... champions) {
        return WatchedRuns.with(Orders.stateOf(RUN, RunPhase.DISTILLING, 1, List.of()), TEACHER, List.of(champions));
    }

    private List<RunEvent> look(ToyStream stream, int examples) {
        var events = new ArrayList<RunEvent>();
        for (int i = 0; i < examples; i++) {
            var seen = stream.next(next++, random);
            var answers = new HashMap<String, Output>();
            says.forEach((champion, saying) -> answers.put(champion.checkpointDigest(), saying.answer(seen, random)));
            events.addAll(watch.look(seen, answers));
        }
        return events;
    }

    @Test
    void tellsHowAllOfThemDoOnTheNewestExamples() {
        // Given
        says.put(first, ToyStream.STATIONARY.contradictions(0.2));
        watch.follow(state(first, second));
        // When
        look(ToyStream.STATIONARY, 1000);
        // Then
        var status = watch.status();
        assertThat(status.examples()).isEqualTo(1000);
        assertThat(status.windowed()).isEqualTo(200);
        assertThat(status.teacherAccuracy().getAsDouble()).isCloseTo(0.97, within(0.04));
        assertThat(status.teacherEntropy()).isBetween(0.01, 0.5);
        assertThat(status.watched())
                .extracting(WatchedStudent::role)
                .containsExactly(Role.CHAMPION, Role.PREVIOUS, Role.FROZEN);
        assertThat(status.watched().get(0).agreement()).isCloseTo(0.95, within(0.05));
        assertThat(status.watched().get(1).agreement()).isCloseTo(0.8, within(0.08));
        assertThat(status.watched().get(2))
                .isEqualTo(new WatchedStudent(
                        Role.FROZEN,
                        "small",
                        first.checkpointDigest(),
                        status.watched().get(1).agreement(),
                        status.watched().get(1).accuracy(),
                        0.9));
        assertThat(status.signals()).hasSize(4).allMatch(signal -> signal.reference()
                .isPresent());
        assertThat(status.drifts()).isZero();
    }

    @Test
    void followsTheChampionPointerAtOnceAndSaysAFallOnce() {
        // Given
        watch.follow(state(first));
        var well = look(ToyStream.STATIONARY, 1000);
        says.put(second, ToyStream.STATIONARY.contradictions(0.4));
        // When
        watch.follow(state(first, second));
        var fallen = look(ToyStream.STATIONARY, 1000);
        var rolledBack = WatchedRuns.with(
                Orders.stateOf(RUN, RunPhase.DISTILLING, 2, List.of()),
                TEACHER,
                List.of(first, second),
                Optional.of(first),
                Optional.empty());
        watch.follow(rolledBack);
        var back = look(ToyStream.STATIONARY, 1000);
        watch.follow(state(first, second));
        var again = look(ToyStream.STATIONARY, 1000);
        // Then
        assertThat(well).isEmpty();
        assertThat(fallen).singleElement().isInstanceOfSatisfying(RunEvent.ChampionFell.class, fall -> {
            assertThat(fall.checkpointDigest()).isEqualTo(second.checkpointDigest());
            assertThat(fall.examples()).isEqualTo(200);
            assertThat(fall.againstPrevious().orElseThrow().difference()).isLessThan(-0.2);
        });
        assertThat(back).isEmpty();
        assertThat(again).isEmpty();
    }

    @Test
    void doesNotHoldAChampionToWhatItPromisedOfAnotherTeacher() {
        // Given
        says.put(first, ToyStream.STATIONARY.contradictions(0.4));
        var another = new Champion(7, first.checkpointDigest(), first.score(), "l", Instant.EPOCH);
        // When
        watch.follow(state(another));
        // Then
        assertThat(look(ToyStream.STATIONARY, 1000)).isEmpty();
        assertThat(watch.status().watched()).isNotEmpty();
    }

    @Test
    void countsOnlyExamplesThatWereLabelledAfterAPromotion() {
        // Given: the stream's examples are of the epoch
        var promoted = champion("3", NOW);
        says.put(promoted, ToyStream.STATIONARY.contradictions(1));
        // When
        watch.follow(state(promoted));
        // Then
        assertThat(look(ToyStream.STATIONARY, 500)).isEmpty();
        assertThat(watch.status().watched()).isEmpty();
    }

    @Test
    void tellsWhereTheStreamDrifted() {
        // Given
        watch.follow(state());
        look(ToyStream.STATIONARY, 1000);
        // When
        var events = look(ToyStream.STATIONARY.brightness(150), 200);
        // Then
        assertThat(events).singleElement().isInstanceOfSatisfying(RunEvent.DriftDetected.class, drift -> {
            assertThat(drift.signal()).isEqualTo(RunEvent.DriftDetected.Signal.INPUT);
            assertThat(drift.examples()).isEqualTo(1050);
            assertThat(drift.position()).containsOnlyKeys(0, 1).containsValues(525L);
            assertThat(drift.at()).isEqualTo(NOW);
        });
        assertThat(watch.status().drifts()).isEqualTo(1);
    }

    @Test
    void aTeacherThatIsTakenForBehindIsToldOfWhenItIsGoodAgain() {
        // Given: a watch that begins in a run whose teacher fell behind before
        var behind = WatchedRuns.with(
                Orders.stateOf(RUN, RunPhase.DISTILLING, 1, List.of()),
                TEACHER,
                List.of(),
                Optional.empty(),
                Optional.of("It fell behind."));
        watch.follow(behind);
        // When
        var stillBroken = look(ToyStream.STATIONARY.teachersMistakes(0.3), 2000);
        var mended = look(ToyStream.STATIONARY.teachersMistakes(0.01), 1000);
        // Then
        assertThat(stillBroken).noneMatch(event -> event instanceof RunEvent.TeacherFellBehind);
        assertThat(mended.stream().filter(RunEvent.TeacherCaughtUp.class::isInstance))
                .hasSize(1);
    }

    @Test
    void aTeacherNobodyHasMeasuredIsNotJudged() {
        // Given
        var unmeasured =
                new TeacherPublished("toy", "v1", "t".repeat(64), "", OptionalDouble.empty(), 1, Instant.EPOCH);
        watch.follow(WatchedRuns.with(Orders.stateOf(RUN, RunPhase.DISTILLING, 1, List.of()), unmeasured, List.of()));
        // When
        var events = look(ToyStream.STATIONARY.teachersMistakes(0.5), 2000);
        // Then
        assertThat(events).isEmpty();
        assertThat(watch.status().teacherAccuracy().getAsDouble()).isCloseTo(0.5, within(0.15));
    }
}
