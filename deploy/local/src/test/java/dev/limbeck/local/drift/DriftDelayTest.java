package dev.limbeck.local.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunEvent.DriftDetected;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.SoftTarget;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.evaluator.watch.StreamWatch;
import dev.limbeck.evaluator.watch.WatchedExample;
import dev.limbeck.local.Examples;
import dev.limbeck.local.digits.DigitGenerator;
import dev.limbeck.local.digits.DigitStyle;
import dev.limbeck.network.TrainableNetwork;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many records after a change of style the watch notices, and how often it notices something where nothing changes:
 * on drawn digits, a teacher that knows both styles, and a student that knows the first. {@code -Pdrift} takes 20 seeds.
 */
class DriftDelayTest {
    private static final int SEEDS = Integer.getInteger("limbeck.drift.seeds", 1);
    private static final int BEFORE = 2000;
    private static final int LONGEST_DELAY = 2000;
    private static final int STATIONARY = 4000;
    private static final int CHUNK = 250;
    private static final int STEPS = 250;
    private static final String CHAMPION = "5a";

    @TempDir
    Path folder;

    private record Noticed(Optional<DriftDetected> drift) {
        OptionalLong at() {
            return drift.map(one -> OptionalLong.of(one.examples())).orElse(OptionalLong.empty());
        }
    }

    @Test
    void aChangeOfStyleIsNoticedWithinAThousandRecordsAndNothingElseIs() {
        // Given
        var networks = new DigitNetworks(folder);
        try (var teacher = networks.taughtByLabels(
                        "builtin:cnn-16x64",
                        STEPS,
                        new DigitGenerator(1, DigitStyle.standard()),
                        new DigitGenerator(2, DigitStyle.drifted()));
                var student = networks.taughtBy(
                        teacher, "builtin:cnn-8", STEPS, new DigitGenerator(3, DigitStyle.standard()))) {
            var delays = new ArrayList<Long>();
            int early = 0;
            int alarms = 0;
            for (int seed = 0; seed < SEEDS; seed++) {
                // When
                var drifting = noticed(teacher, student, 100 + seed, BEFORE, LONGEST_DELAY);
                var stationary = noticed(teacher, student, 1000 + seed, STATIONARY, 0);
                // Then
                String what = drifting.drift()
                        .map(drift -> "%s by %s".formatted(drift.signal(), drift.detector()))
                        .orElse("nothing");
                System.out.printf(
                        "seed %d: delay %s (%s); stationary: %s%n",
                        seed,
                        drifting.at().isPresent() ? drifting.at().getAsLong() - BEFORE : "none",
                        what,
                        stationary.at().isPresent()
                                ? "false alarm at " + stationary.at().getAsLong()
                                : "none");
                alarms += stationary.at().isPresent() ? 1 : 0;
                if (drifting.at().isPresent() && drifting.at().getAsLong() <= BEFORE) {
                    early++;
                } else {
                    assertThat(drifting.at()).as("seed %d", seed).isPresent();
                    delays.add(drifting.at().getAsLong() - BEFORE);
                }
            }
            delays.sort(null);
            System.out.printf(
                    "of %d seeds: delay median %d, longest %d records; %d noticed before the change; %d of %d"
                            + " stationary streams of %d records with a false alarm%n",
                    SEEDS,
                    delays.get(delays.size() / 2),
                    delays.get(delays.size() - 1),
                    early,
                    alarms,
                    SEEDS,
                    STATIONARY);
            assertThat(delays).allSatisfy(delay -> assertThat(delay).isLessThanOrEqualTo(1000));
            // All detectors together may err in one of 500 streams.
            assertThat(early + alarms).isLessThanOrEqualTo(1);
        }
    }

    /** The first drift in a stream that changes its style, if it does, behind so many records. */
    private static Noticed noticed(
            TrainableNetwork teacher, TrainableNetwork student, long seed, int before, int after) {
        var run = RunSpecReader.read(Examples.YAML + "  watch: {share: 1, window: 500}\n");
        var watch = new StreamWatch(new Generation(run, 1), 1, Clock.systemUTC());
        watch.follow(Examples.state(RunPhase.DISTILLING, List.of(), List.of(Examples.champion("c-1", CHAMPION))));
        for (int from = 0; from < before + after; from += CHUNK) {
            var style = from < before ? DigitStyle.standard() : DigitStyle.drifted();
            var drift = look(watch, teacher, student, new DigitGenerator(seed, style, from), from);
            if (drift.isPresent()) {
                return new Noticed(drift);
            }
        }
        return new Noticed(Optional.empty());
    }

    private static Optional<DriftDetected> look(
            StreamWatch watch, TrainableNetwork teacher, TrainableNetwork student, DigitGenerator generator, int from) {
        var digits = DigitNetworks.digits(generator, CHUNK);
        var inputs = DigitNetworks.inputs(digits);
        var labels = teacher.outputs(inputs);
        var answers = student.outputs(inputs);
        for (int i = 0; i < CHUNK; i++) {
            var record = new ProductionRecord(
                    "digit-" + (from + i),
                    inputs.get(i),
                    Optional.of(new OfClass(digits.get(i).label())),
                    Examples.NOW,
                    Attributes.NONE);
            var example = new DistillationExample(record, new SoftTarget("v1", labels.get(i)));
            var events = watch.look(
                    new WatchedExample(example, 0, from + i, Examples.NOW), Map.of(CHAMPION, answers.get(i)));
            var drift = events.stream()
                    .filter(RunEvent.DriftDetected.class::isInstance)
                    .map(RunEvent.DriftDetected.class::cast)
                    .findFirst();
            if (drift.isPresent()) {
                return drift;
            }
        }
        return Optional.empty();
    }
}
