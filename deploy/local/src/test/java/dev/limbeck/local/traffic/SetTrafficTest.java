package dev.limbeck.local.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.dataset.LabelledExample;
import dev.limbeck.dataset.LabelledImages;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SetTrafficTest {
    private static final LabelledImages FIVE =
            LabelledImages.takeOwnershipOf(List.of(1), new byte[] {10, 11, 12, 13, 14}, new byte[5]);

    @Test
    void aSetIsStreamedAsOftenAsItTakesWithIdsOfTheirOwnAndWithoutLabels() {
        // When
        var traffic = new SetTraffic("five", FIVE, 1);
        var records = LongStream.range(0, 15)
                .mapToObj(index -> traffic.record(index, Instant.EPOCH))
                .toList();
        // Then
        assertThat(records)
                .extracting(ProductionRecord::recordId)
                .doesNotHaveDuplicates()
                .startsWith("five-0");
        assertThat(records).allMatch(record -> record.hardLabel().isEmpty());
        assertThat(inputs(records.subList(0, 5)))
                .containsExactlyInAnyOrderElementsOf(FIVE.inputs(0, 5))
                .isEqualTo(inputs(records.subList(5, 10)))
                .isEqualTo(inputs(records.subList(10, 15)));
        assertThat(inputs(LongStream.range(0, 5)
                        .mapToObj(index -> new SetTraffic("five", FIVE, 1).record(index, Instant.EPOCH))
                        .toList()))
                .isEqualTo(inputs(records.subList(0, 5)));
    }

    @Test
    void examplesHaveTheirLabelsOnlyWhereTheyAreTold() {
        var inputs = Inputs.of(Tensor.ofBytes(Shape.of(1), new byte[] {7}));
        var example = new LabelledExample(inputs, new OfClass(3));
        assertThat(new ExampleTraffic("any", index -> example, true)
                        .record(4, Instant.EPOCH)
                        .hardLabel())
                .contains(new OfClass(3));
        assertThat(new ExampleTraffic("any", index -> example, false)
                        .record(4, Instant.EPOCH)
                        .hardLabel())
                .isEmpty();
    }

    private static List<Inputs> inputs(List<ProductionRecord> records) {
        return records.stream().map(ProductionRecord::inputs).toList();
    }
}
