package dev.limbeck.evaluator.heldout;

import static dev.limbeck.evaluator.heldout.Collecting.FRACTION;
import static dev.limbeck.evaluator.heldout.Collecting.offer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.event.Reference;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.run.EvaluationSpec.HeldOut.Keep;
import dev.limbeck.contract.run.PromotionSpec.Metric;
import dev.limbeck.contract.split.Split;
import dev.limbeck.evaluator.Examples;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeldOutCollectorTest {
    private static HeldOutCollector collector(Keep keep, int maxExamples) {
        return Collecting.of(keep, 1, maxExamples);
    }

    private static boolean isHeldOut(int number) {
        return Split.of("record-" + number, FRACTION) == Split.HELD_OUT;
    }

    private static List<Integer> heldOut(int from, int to) {
        return IntStream.range(from, to)
                .filter(HeldOutCollectorTest::isHeldOut)
                .boxed()
                .collect(Collectors.toList());
    }

    @ParameterizedTest
    @EnumSource(Keep.class)
    void takesWhatTheSplitHoldsOutAndNothingElse(Keep keep) {
        // Given
        var collector = collector(keep, 1_000);
        // When
        offer(collector, 0, 200);
        // Then
        assertThat(collector.size()).isEqualTo(heldOut(0, 200).size()).isBetween(60, 140);
    }

    /** Room for it or not, no student can have trained on what is measured with. */
    @Property(tries = 100)
    void theTrainingSideLeavesNoTrace(
            @ForAll Keep keep,
            @ForAll @IntRange(min = 1, max = 60) int most,
            @ForAll @IntRange(max = 10_000) int from) {
        // Given
        var offeredAll = collector(keep, most);
        var offeredHeldOut = collector(keep, most);
        // When
        offer(offeredAll, from, from + 200);
        heldOut(from, from + 200).forEach(number -> offer(offeredHeldOut, number));
        // Then
        assertThat(offeredAll.taken()).isEqualTo(offeredHeldOut.taken());
        assertThat(offeredAll.snapshot().digest())
                .isEqualTo(offeredHeldOut.snapshot().digest());
    }

    @ParameterizedTest
    @EnumSource(Keep.class)
    void takesAnIdOnce(Keep keep) {
        // Given
        var collector = collector(keep, 1_000);
        offer(collector, 0, 50);
        int before = collector.size();
        // When
        offer(collector, 0, 50);
        // Then
        assertThat(collector.size()).isEqualTo(before);
        assertThat(collector.taken()).isEqualTo(before);
    }

    @Test
    void isFullAtItsLimitOnceNoPartitionCanHaveEarlierOnes() {
        // Given
        var collector = collector(Keep.FIRST, 10);
        collector.replaceTestPart(Examples.numbered(1_000, 1_005));
        offer(collector, 0, 200);
        boolean early = collector.isFull();
        // When
        collector.readThrough(Instant.ofEpochSecond(200));
        // Then
        assertThat(early).isFalse();
        assertThat(collector.isFull()).isTrue();
        assertThat(collector.size()).isEqualTo(15);
    }

    @Test
    void keepsTheFirstOnesOrTheNewest() {
        // Given
        var first = collector(Keep.FIRST, 10);
        var newest = collector(Keep.NEWEST, 10);
        var all = heldOut(0, 200);
        // When
        offer(first, 0, 200);
        offer(newest, 0, 200);
        newest.readThrough(Instant.ofEpochSecond(200));
        // Then
        assertThat(first.snapshot().digest()).isEqualTo(digestOf(all.subList(0, 10)));
        assertThat(newest.snapshot().digest()).isEqualTo(digestOf(all.subList(all.size() - 10, all.size())));
        assertThat(newest.isFull()).isFalse();
    }

    private static String digestOf(List<Integer> numbers) {
        return new HeldOutSet(
                        List.of(),
                        numbers.stream()
                                .map(Examples::numbered)
                                .sorted(Comparator.comparing(
                                        example -> example.record().recordId()))
                                .toList())
                .digest();
    }

    /** As after Kafka failed the reader, or in another replica, whose partitions come in another order. */
    @Property(tries = 50)
    void theSameRemainInWhateverOrderTheyWereRead(@ForAll Keep keep, @ForAll Random random) {
        // Given
        var inOrder = collector(keep, 20);
        var shuffled = collector(keep, 20);
        var numbers = IntStream.range(0, 200).boxed().collect(Collectors.toList());
        numbers.forEach(number -> offer(inOrder, number));
        // When
        Collections.shuffle(numbers, random);
        numbers.forEach(number -> offer(shuffled, number));
        numbers.forEach(number -> offer(shuffled, number));
        // Then
        assertThat(shuffled.snapshot().digest()).isEqualTo(inOrder.snapshot().digest());
    }

    /** Most of the stream has no label, and a champion was once crowned on the few that had. */
    @Test
    void whereHardLabelsDecideOnlyThoseThatHaveOneCount() {
        // Given
        var collector = Collecting.of(Keep.FIRST, 20, 1_000);
        heldOut(0, 200).forEach(number -> offer(collector, number, unlabelled(number)));
        assertThat(collector.isMeasurable(Metric.ACCURACY)).isTrue();
        var later = heldOut(200, 400);
        // When
        later.subList(0, 19).forEach(number -> offer(collector, number));
        // Then
        assertThat(collector.isMeasurable(Metric.ACCURACY)).isFalse();
        assertThat(collector.describe(Metric.ACCURACY))
                .isEqualTo("there are 0 of the test part and %d of the stream held-out examples, of which 19 have the"
                                .formatted(collector.size())
                        + " hard label that decides, spec.evaluation.heldOut.minExamples is 20");
        assertThat(collector.isMeasurable(Metric.AGREEMENT)).isTrue();
        // When
        offer(collector, later.get(19));
        // Then
        assertThat(collector.isMeasurable(Metric.ACCURACY)).isTrue();
    }

    @Test
    void whatGivesWayCountsNoLonger() {
        // Given
        var collector = Collecting.of(Keep.NEWEST, 1, 10);
        collector.caughtUp();
        offer(collector, 0, 200);
        assertThat(collector.isMeasurable(Metric.ACCURACY)).isTrue();
        // When
        var later = heldOut(200, 300).subList(0, 10);
        later.subList(0, 9).forEach(number -> offer(collector, number, unlabelled(number)));
        // Then
        assertThat(collector.describe(Metric.ACCURACY)).contains("of which 1 have the hard label");
        // When
        offer(collector, later.get(9), unlabelled(later.get(9)));
        // Then
        assertThat(collector.snapshot().reference()).isEqualTo(Reference.TEACHER);
        assertThat(collector.isMeasurable(Metric.ACCURACY)).isTrue();
    }

    private static DistillationExample unlabelled(int number) {
        return Examples.example("record-" + number, number, OptionalInt.empty(), "v1");
    }

    @Test
    void tellsWhatIsMissing() {
        // Given
        var collector = Collecting.of(Keep.NEWEST, 3, 10);
        // Then
        assertThat(collector.describe(Metric.ACCURACY))
                .isEqualTo("there are 0 of the test part and 0 of the stream held-out examples,"
                        + " spec.evaluation.heldOut.minExamples is 3");
        // When
        collector.replaceTestPart(Examples.numbered(0, 3));
        // Then
        assertThat(collector.describe(Metric.ACCURACY))
                .isEqualTo("there are 3 of the test part and 0 of the stream held-out examples,"
                        + " and newer ones are still read");
    }
}
