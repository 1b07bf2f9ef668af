package dev.limbeck.evaluator.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class MomentsTest {
    @Property
    void whatIsJoinedCanBeTakenOutAgain(
            @ForAll @Size(min = 1, max = 50) List<@DoubleRange(min = -10, max = 10) Double> kept,
            @ForAll @Size(min = 1, max = 50) List<@DoubleRange(min = -10, max = 10) Double> taken) {
        // Given
        var joined = of(kept).plus(of(taken));
        // When
        var rest = joined.minus(of(taken));
        // Then
        assertThat(rest.count()).isEqualTo(kept.size());
        assertThat(rest.mean()).isCloseTo(of(kept).mean(), within(1e-9));
        assertThat(rest.squaredDeviations()).isCloseTo(of(kept).squaredDeviations(), within(1e-6));
    }

    private static Moments of(List<Double> values) {
        return values.stream().map(Moments::of).reduce(Moments.NONE, Moments::plus);
    }
}
