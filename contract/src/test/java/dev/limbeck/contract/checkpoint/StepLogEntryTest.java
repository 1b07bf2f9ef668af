package dev.limbeck.contract.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.checkpoint.StepLogEntry.BatchComposed;
import dev.limbeck.contract.checkpoint.StepLogEntry.GapFound;
import dev.limbeck.contract.checkpoint.StepLogEntry.Halted;
import dev.limbeck.contract.checkpoint.StepLogEntry.RangesSkipped;
import dev.limbeck.contract.checkpoint.StepLogEntry.RolledBack;
import dev.limbeck.contract.checkpoint.StepLogEntry.TopicTaken;
import dev.limbeck.contract.checkpoint.StepLogEntry.WriterOpened;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.place.OffsetRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StepLogEntryTest {
    private static final WriterOpened OPENED = new WriterOpened(1, Instant.EPOCH);
    private static final BatchComposed ADJUSTED =
            new BatchComposed(1, 2, 1, ranges(20), 10, Optional.of(new Adjustment(0.4, 2)));

    @Test
    void entriesSayOfWhichKindTheyAre() {
        var entries = List.of(
                OPENED,
                batch(1),
                ADJUSTED,
                new RolledBack(1, 4, 1),
                new GapFound(1, ranges(1)),
                new RangesSkipped(1, 2, 1, ranges(1)),
                new Halted(1, "the topic was re-created"),
                new TopicTaken(1, 0, "one", new TreeMap<>(Map.of(0, 10L))));
        for (StepLogEntry entry : entries) {
            assertThat(ContractJson.read(ContractJson.write(entry), StepLogEntry.class))
                    .isEqualTo(entry);
        }
        assertThat(new String(ContractJson.write(new RangesSkipped(2, 204, 203, ranges(6199))), UTF_8))
                .isEqualTo(
                        "{\"version\":1,\"entry\":\"skip\",\"writer\":2,\"batch\":204,\"step\":203,\"ranges\":{\"0\":{\"from\":6199,\"to\":6209}}}");
    }

    @Test
    void aMiniBatchSaysWhatWasAdjustedAndNothingWhereNothingWas() {
        assertThat(new String(ContractJson.write(batch(1)), UTF_8))
                .isEqualTo(
                        "{\"version\":1,\"entry\":\"batch\",\"writer\":1,\"batch\":1,\"step\":0,\"ranges\":{\"0\":{\"from\":10,\"to\":20}},\"examples\":10}");
        assertThat(new String(ContractJson.write(ADJUSTED), UTF_8))
                .contains("\"adjusted\":{\"softTargetWeightFactor\":0.4,\"learningRateFactor\":2.0}");
        assertThat(batch(1).adjustment()).isEqualTo(Adjustment.NONE);
    }

    @Test
    void aSkipMakesVoidWhatWasLoggedFromItsMiniBatchOn() {
        var skip = new RangesSkipped(2, 2, 1, ranges(10));
        var gap = new GapFound(2, ranges(10));
        assertThat(StepLogEntry.standing(
                        List.of(OPENED, batch(1), batch(2), batch(3), new RolledBack(1, 3, 1), gap, skip, batch(3))))
                .containsExactly(OPENED, batch(1), gap, skip, batch(3));
    }

    @Test
    void aTopicThatIsTakenMakesVoidWhatWasLoggedOfAnotherBehindIt() {
        var taken = new TopicTaken(2, 1, "two", new TreeMap<>());
        assertThat(StepLogEntry.standing(List.of(OPENED, batch(1), batch(2), batch(3), taken, batch(2))))
                .containsExactly(OPENED, batch(1), taken, batch(2));
        assertThat(new String(ContractJson.write(taken), UTF_8))
                .isEqualTo(
                        "{\"version\":1,\"entry\":\"topic\",\"writer\":2,\"afterBatch\":1,\"topicId\":\"two\",\"from\":{}}");
    }

    @Test
    void positionsOfBeforeKnowNoTopic() {
        var before =
                "{\"step\":3,\"batches\":4,\"trainedThrough\":{\"0\":9},\"ledger\":{\"trained\":9,\"heldOut\":0,\"deadLettered\":0,\"skipped\":{}}}";
        var position = ContractJson.read(before.getBytes(UTF_8), Position.class);
        assertThat(position.topicId()).isEmpty();
        assertThat(new String(ContractJson.write(position), UTF_8)).isEqualTo(before);
        var known = position.on("one", position.trainedThrough());
        assertThat(ContractJson.read(ContractJson.write(known), Position.class)).isEqualTo(known);
    }

    private static BatchComposed batch(long number) {
        return new BatchComposed(1, number, number - 1, ranges(10 * number), 10, Optional.empty());
    }

    private static SortedMap<Integer, OffsetRange> ranges(long from) {
        return new TreeMap<>(Map.of(0, new OffsetRange(from, from + 10)));
    }
}
