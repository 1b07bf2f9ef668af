package dev.limbeck.orchestrator.view;

import static dev.limbeck.orchestrator.Runs.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.WatchStatus;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.orchestrator.Parts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LiveWorkTest {
    private final SteppingClock clock = new SteppingClock();
    private final Changes changes = new Changes(3);
    private final LiveWork work = new LiveWork(changes, clock);

    @Test
    void showsTheNewestOfEachReplicaUntilItFallsSilent() {
        // Given
        work.heard(Parts.teacher("run", "t-1", NOON, 1, 0));
        clock.step(Duration.ofSeconds(6));
        work.heard(Parts.student("run", "small", "s-1", clock.instant(), 1, 10));
        work.heard(Parts.student("run", "small", "s-1", clock.instant(), 2, 20));
        work.heard(Parts.student("other", "small", "s-1", clock.instant(), 3, 30));
        // When
        clock.step(Duration.ofSeconds(5));
        // Then
        assertThat(work.parts("run")).singleElement().satisfies(part -> assertThat(part.student())
                .hasValueSatisfying(student -> assertThat(student.step()).isEqualTo(2)));
    }

    @Test
    void takesOneSampleASecondOfEachPart() {
        // When
        for (int tenth = 0; tenth < 30; tenth++) {
            work.heard(Parts.student("run", "small", "s-1", clock.instant(), tenth, tenth));
            work.heard(Parts.teacher("run", "t-1", clock.instant(), tenth, 0));
            clock.step(Duration.ofMillis(100));
        }
        // Then
        assertThat(work.samples("run")).hasSize(6).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(work.samples("other")).isEmpty();
    }

    @Test
    void aSampleHasTheTermsOfTheObjectiveByName() {
        work.heard(Parts.student("run", "small", "s-1", clock.instant(), 1, 10));

        assertThat(work.samples("run"))
                .singleElement()
                .extracting(Sample::terms)
                .isEqualTo(new TreeMap<>(Map.of("hardLabel", 0.5)));
    }

    @Test
    void addsUpWhatReplicasOfTheTeacherDo() {
        // Given
        work.heard(Parts.teacher("run", "t-1", clock.instant(), 100, 5));
        clock.step(Duration.ofSeconds(1));
        // When
        work.heard(Parts.teacher("run", "t-2", clock.instant(), 30, 7));
        // Then
        assertThat(work.samples("run")).last().satisfies(sample -> {
            assertThat(sample.labelled()).isEqualTo(OptionalLong.of(130));
            assertThat(sample.lag()).isEqualTo(12);
            assertThat(sample.step()).isEmpty();
        });
    }

    @Test
    void weighsWhatReplicasWatchByTheirExamples() {
        // Given
        work.heard(Parts.watch("run", "e-1", clock.instant(), 900, 0.9));
        clock.step(Duration.ofSeconds(1));
        // When
        work.heard(Parts.watch("run", "e-2", clock.instant(), 100, 0.8));
        // Then
        assertThat(work.samples("run")).last().satisfies(sample -> assertThat(sample.watched())
                .singleElement()
                .satisfies(watched -> {
                    assertThat(watched.role()).isEqualTo(WatchStatus.Role.CHAMPION);
                    assertThat(watched.agreement()).isEqualTo(0.89, within(1e-12));
                    assertThat(watched.accuracy()).isEmpty();
                }));
    }

    @Test
    void aClockThatIsSetBackAnHourStopsNeitherTheChartNorTheForgetting() {
        // Given
        work.heard(Parts.student("run", "small", "s-1", clock.instant(), 1, 1));
        // When
        clock.set(NOON.minus(Duration.ofHours(1)));
        clock.step(Duration.ofSeconds(2));
        work.heard(Parts.student("run", "small", "s-1", clock.instant(), 2, 2));
        // Then
        assertThat(work.samples("run")).hasSize(2);
        clock.step(Duration.ofSeconds(11));
        assertThat(work.parts("run")).isEmpty();
        clock.step(Duration.ofMinutes(30));
        assertThat(work.samples("run")).isEmpty();
    }

    @Test
    void forgetsSamplesAfterHalfAnHour() {
        // Given
        work.heard(Parts.student("run", "small", "s-1", clock.instant(), 1, 1));
        clock.step(Duration.ofMinutes(29));
        work.heard(Parts.student("run", "small", "s-1", clock.instant(), 2, 2));
        // When
        clock.step(Duration.ofMinutes(2));
        // Then
        assertThat(work.samples("run")).extracting(Sample::step).containsExactly(OptionalLong.of(2));
    }

    @Test
    void tellsOnlyThoseWhoListenToTheRun() {
        // Given
        var ofRun = changes.listen(Optional.of("run")).orElseThrow();
        var ofOther = changes.listen(Optional.of("other")).orElseThrow();
        var ofAll = changes.listen(Optional.empty()).orElseThrow();
        PartStatus told = Parts.teacher("run", "t-1", NOON, 1, 0);
        // When
        work.heard(told);
        // Then
        assertThat(next(ofRun)).contains(Change.of(told));
        assertThat(next(ofAll)).contains(Change.of(told));
        assertThat(next(ofOther)).isEmpty();
    }

    @Test
    void samplesAreToldOnceASecondToThoseWhoFollowTheRun() {
        // Given
        var ofRun = changes.listen(Optional.of("run")).orElseThrow();
        var ofAll = changes.listen(Optional.empty()).orElseThrow();
        PartStatus first = Parts.teacher("run", "t-1", NOON, 1, 0);
        PartStatus second = Parts.teacher("run", "t-1", NOON.plusMillis(200), 2, 0);
        // When
        work.heard(first);
        var told = List.of(next(ofRun).orElseThrow(), next(ofRun).orElseThrow());
        clock.step(Duration.ofMillis(200));
        work.heard(second);
        // Then
        assertThat(told).extracting(Change::kind).containsExactly(Change.Kind.PART, Change.Kind.SAMPLE);
        assertThat(told.get(1)).isEqualTo(Change.of("run", work.samples("run").get(0)));
        assertThat(next(ofRun)).contains(Change.of(second));
        assertThat(next(ofRun)).isEmpty();
        assertThat(next(ofAll)).map(Change::kind).contains(Change.Kind.PART);
        assertThat(next(ofAll)).isEmpty();
    }

    @Test
    void listensToNoMoreThanMayListen() {
        // Given
        var first = changes.listen(Optional.empty()).orElseThrow();
        assertThat(changes.listen(Optional.empty())).isPresent();
        assertThat(changes.listen(Optional.empty())).isPresent();
        // When
        var oneTooMany = changes.listen(Optional.empty());
        changes.leave(first);
        var inItsPlace = changes.listen(Optional.empty());
        // Then
        assertThat(oneTooMany).isEmpty();
        assertThat(inItsPlace).isPresent();
    }

    @Test
    void forgetsWhoHasLeft() {
        // Given
        var mailbox = changes.listen(Optional.empty()).orElseThrow();
        // When
        changes.leave(mailbox);
        // Then
        assertThat(changes.listeners()).isZero();
        assertThat(mailbox.isClosed()).isTrue();
    }

    private static Optional<Change> next(Mailbox mailbox) {
        return mailbox.next(Duration.ZERO).toCompletableFuture().join();
    }

    private static final class SteppingClock extends Clock implements Ticker {
        private Instant now = NOON;
        private Duration passed = Duration.ZERO;

        void step(Duration duration) {
            now = now.plus(duration);
            passed = passed.plus(duration);
        }

        /** As somebody does who sets it; no time passes. */
        void set(Instant other) {
            now = other;
        }

        @Override
        public Duration reading() {
            return passed;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
