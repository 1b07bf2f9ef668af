package dev.limbeck.local.clicks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.record.OfGrade;
import dev.limbeck.dataset.LabelledExample;
import dev.limbeck.dataset.LabelledSet;
import dev.limbeck.dataset.Part;
import dev.limbeck.dataset.RecordsDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClickStreamTest {
    private static final long CHANGE = 8_000;
    private static final long TURNING = 24_000;
    private static final ClickStream STREAM = new ClickStream(1, 2, CHANGE, TURNING);

    @Test
    void anIndexIsAlwaysTheSameImpression() {
        var again = new ClickStream(1, 2, CHANGE, TURNING);
        for (long index : new long[] {0, 7, 8, 40_000, 5_000_000_000L}) {
            assertThat(again.example(index)).isEqualTo(STREAM.example(index));
        }
        assertThat(new ClickStream(1, 3, CHANGE, TURNING).example(0)).isNotEqualTo(STREAM.example(0));
    }

    @Test
    void aPageIsEightItemsThatOneUserSees() {
        // When
        var page = LongStream.range(16, 24).mapToObj(STREAM::example).toList();
        // Then
        assertThat(page)
                .extracting(one -> ((OfGrade) one.hardLabel()).group().orElseThrow())
                .containsOnly("page-2");
        for (String shared : List.of("user", "hour", "device", "place")) {
            assertThat(page).extracting(one -> index(one, shared)).as(shared).containsOnly(index(page.get(0), shared));
        }
        assertThat(page).extracting(one -> index(one, "item")).doesNotHaveDuplicates();
    }

    @Test
    void everyIndexIsBelowItsNumberOfCategories() {
        var met = new HashSet<Long>();
        LongStream.range(0, 20_000).mapToObj(STREAM::example).forEach(one -> {
            assertThat(index(one, "user")).isBetween(0L, 399L);
            assertThat(index(one, "hour")).isBetween(0L, 23L);
            assertThat(index(one, "device")).isBetween(0L, 3L);
            assertThat(index(one, "place")).isBetween(0L, 49L);
            met.add(index(one, "item"));
        });
        assertThat(met).hasSize(300);
    }

    @Test
    void clicksAreRareEnoughAndFollowTheHiddenModel() {
        assertThat(clickRate(0)).isBetween(0.12, 0.35);
        assertThat(auc(0, index -> STREAM.probability(index, index))).isBetween(0.75, 0.92);
    }

    @Test
    void tastesTurnSlowlyAndOnlyAfterTheChange() {
        // When: the tastes of the beginning foretell the clicks of later
        double before = auc(0, index -> STREAM.probability(index, 0));
        double halfway = auc(CHANGE + TURNING / 2, index -> STREAM.probability(index, 0));
        double after = auc(CHANGE + TURNING, index -> STREAM.probability(index, 0));
        // Then
        assertThat(STREAM.probability(40_000, 0)).isEqualTo(STREAM.probability(40_000, CHANGE));
        assertThat(halfway).isLessThan(before - 0.03);
        assertThat(after).isLessThan(halfway - 0.03);
        assertThat(clickRate(CHANGE + TURNING)).isCloseTo(clickRate(0), within(0.05));
    }

    @Test
    void theLabelledSetHasPagesThatNeitherItsOtherPartNorTheStreamHas(@TempDir Path folder) {
        // Given
        var dataset = new ClickDataset(STREAM, 32_000, 50, 20);
        // When
        dataset.writeTo(folder);
        // Then
        var train = new RecordsDirectory(folder).read(Part.TRAIN);
        var test = new RecordsDirectory(folder).read(Part.TEST);
        assertThat(train.size()).isEqualTo(400);
        assertThat(test.size()).isEqualTo(160);
        assertThat(train.digest()).isEqualTo(dataset.draw(Part.TRAIN).digest());
        assertThat(train.inputs(0, 160)).isNotEqualTo(test.inputs(0, 160));
        assertThat(train.inputs(0, 8)).isNotEqualTo(inputs(STREAM, 8));
        assertThat(groups(test)).hasSize(20);
    }

    @Test
    void aChangeBeforeTheBeginningIsRefused() {
        assertThatThrownBy(() -> new ClickStream(1, 2, -1, 5))
                .hasMessage("change is -1 and turning 5; allowed: 0 or more, and 1 or more");
    }

    private static List<?> inputs(ClickStream stream, int count) {
        return LongStream.range(0, count)
                .mapToObj(index -> stream.example(index).inputs())
                .toList();
    }

    private static Set<String> groups(LabelledSet set) {
        var groups = new HashSet<String>();
        for (int i = 0; i < set.size(); i++) {
            groups.add(((OfGrade) set.hardLabel(i)).group().orElseThrow());
        }
        return groups;
    }

    private static long index(LabelledExample example, String input) {
        return example.inputs().get(input).wholeNumbers().findFirst().orElseThrow();
    }

    private static boolean isClicked(long index) {
        return ((OfGrade) STREAM.example(index).hardLabel()).grade() == 1;
    }

    private static double clickRate(long from) {
        return LongStream.range(from, from + 8_000)
                        .filter(ClickStreamTest::isClicked)
                        .count()
                / 8_000.0;
    }

    /** How often a score puts a record with a click above one without. */
    private static double auc(long from, LongToDoubleFunction score) {
        record Scored(double score, boolean clicked) {}
        var scored = new ArrayList<Scored>();
        for (long index = from; index < from + 8_000; index++) {
            scored.add(new Scored(score.applyAsDouble(index), isClicked(index)));
        }
        scored.sort(Comparator.comparingDouble(Scored::score));
        double below = 0;
        double pairs = 0;
        double clicks = 0;
        for (var one : scored) {
            if (one.clicked()) {
                pairs += below;
                clicks++;
            } else {
                below++;
            }
        }
        return pairs / (below * clicks);
    }
}
