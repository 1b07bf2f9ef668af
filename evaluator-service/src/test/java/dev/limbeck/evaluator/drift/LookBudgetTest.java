package dev.limbeck.evaluator.drift;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class LookBudgetTest {
    @Property
    void neverSpendsMoreThanItHasHoweverOftenItLooks(
            @ForAll @DoubleRange(min = 0.01, max = 0.5) double alpha,
            @ForAll @IntRange(min = 1, max = 2000) int looks) {
        // Given
        var budget = new LookBudget(alpha);
        // When
        double spent = 0;
        for (int look = 0; look < looks; look++) {
            spent += budget.next();
        }
        // Then: all but 1 / (looks + 1) of it
        assertThat(spent).isLessThan(alpha).isGreaterThan(alpha * (1 - 1.0001 / (looks + 1)));
    }
}
