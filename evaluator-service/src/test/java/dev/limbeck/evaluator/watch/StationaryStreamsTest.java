package dev.limbeck.evaluator.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.SoftTarget;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Of streams in which nothing changes, how many give any alarm at all, of any signal, up to their end: at most delta. Each
 * kind of inputs comes with several kinds of teachers and champions. {@code -Pdrift} takes so many streams of each kind
 * that it would show in each by itself; {@code verify} takes fewer, and shows it over all of them.
 */
class StationaryStreamsTest {
    private static final int STREAMS_OF_A_KIND = Integer.getInteger("limbeck.drift.streams", 4);
    private static final int EXAMPLES = 2500;
    private static final int WINDOW = 200;
    private static final int CLASSES = 10;
    private static final double DELTA = 0.05;
    private static final double[] CONTRADICTIONS = {0, 0.01, 0.1, 0.5, 1};

    @Test
    void alarmAtMostAsOftenAsDeclaredWhateverTheInputsAre() {
        // When
        var alarms = new EnumMap<InputKind, Integer>(InputKind.class);
        for (var kind : InputKind.values()) {
            alarms.put(kind, alarms(kind));
        }
        // Then
        int streams = alarms.size() * STREAMS_OF_A_KIND;
        int all = alarms.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf(
                "%d of %d stationary streams of %d examples gave a false alarm, allowed is a share of %s%n",
                all, streams, EXAMPLES, DELTA);
        assertThat(alarms).hasSize(33);
        assertThat(all).isLessThanOrEqualTo((int) (DELTA * streams));
        assertThat(alarms).allSatisfy((kind, ofKind) -> assertThat(ofKind)
                .isLessThanOrEqualTo((int) Math.ceil(DELTA * STREAMS_OF_A_KIND)));
    }

    /** How many of the streams of one kind give one. */
    private static int alarms(InputKind kind) {
        int alarms = 0;
        for (int stream = 0; stream < STREAMS_OF_A_KIND; stream++) {
            alarms += givesAnAlarm(kind, stream) ? 1 : 0;
        }
        return alarms;
    }

    private static boolean givesAnAlarm(InputKind kind, int stream) {
        var random = new Random(1000L * kind.name().hashCode() + stream);
        var declared = Signature.ofClasses(kind.shape(), CLASSES, new Normalisation(List.of(0.0), List.of(1.0)));
        var drift = new StreamDrift(declared, WINDOW, DELTA);
        double contradictions = CONTRADICTIONS[stream % CONTRADICTIONS.length];
        for (int i = 0; i < EXAMPLES; i++) {
            if (i % 1000 == 999) {
                drift.championChanged();
            }
            boolean inputs = !drift.add(example(kind, stream, random)).isEmpty();
            if (drift.disagreement(random.nextDouble() < contradictions ? 1 : 0).isPresent() || inputs) {
                return true;
            }
        }
        return false;
    }

    private static WatchedExample example(InputKind kind, int stream, Random random) {
        var record = new ProductionRecord("r", kind.next(random), Optional.empty(), Instant.EPOCH);
        return new WatchedExample(
                new DistillationExample(record, new SoftTarget("v1", teacher(stream % 4, random))),
                0,
                0,
                Instant.EPOCH);
    }

    /** Always the same; sure of one class or unsure of two; of all classes alike; of rare classes, too. */
    private static Output teacher(int kind, Random random) {
        float[] logits = new float[CLASSES];
        switch (kind) {
            case 0 -> logits[3] = 2;
            case 1 -> logits[random.nextInt(2)] = random.nextInt(5) == 0 ? 9 : 1;
            case 2 -> logits[random.nextInt(CLASSES)] = 5 * random.nextFloat();
            default -> logits[Math.max(0, random.nextInt(40) - 30)] = (float) Math.abs(random.nextGaussian() * 6);
        }
        return Output.takeOwnershipOf(logits);
    }
}
