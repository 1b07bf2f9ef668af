package dev.limbeck.contract.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutputTest {
    @Test
    void scoresAreCopiedInAndOut() {
        float[] values = {1, 2};
        var scores = Output.copyOf(values);
        values[0] = 9;
        scores.toArray()[1] = 9;
        assertThat(scores).isEqualTo(Output.copyOf(1, 2));
    }

    @Test
    void asTextTheyFitIntoASentence() {
        assertThat(Output.copyOf(1, 2)).hasToString("[1.0, 2.0]");
        assertThat(Output.copyOf(new float[100_000]).toString())
                .endsWith("0.0, … of 100000]")
                .hasSizeLessThan(120);
    }
}
