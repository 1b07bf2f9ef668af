package dev.limbeck.evaluator.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.network.metric.TestedOutputs;
import dev.limbeck.network.objective.Objective;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeldOutLossTest {
    private static final Output NETWORK = Output.copyOf(1, -1, 0.5f);
    private static final Output TEACHER = Output.copyOf(3, 0, -2);
    private static final Classification TASK = new Classification(3);
    private static final Optional<HardLabel> LABEL = Optional.of(new OfClass(2));
    private static final Optional<HardLabel> UNKNOWN = Optional.empty();

    private static double loss(ObjectiveSpec objective, Optional<HardLabel> label) {
        return loss(NETWORK, objective, List.of(label));
    }

    private static double loss(Output output, ObjectiveSpec objective, List<Optional<HardLabel>> labels) {
        var tested = new TestedOutputs(
                TASK, Collections.nCopies(labels.size(), output), Collections.nCopies(labels.size(), TEACHER), labels);
        return HeldOutLoss.of(tested, Objective.of(TASK, objective));
    }

    @Test
    void isTheObjectiveOfTheStudent() {
        // Given
        double soft = klAt(4);
        double hard = Math.log(Math.exp(1) + Math.exp(-1) + Math.exp(0.5)) - 0.5;
        // Then
        assertThat(loss(new ObjectiveSpec(0.9, 4), LABEL)).isCloseTo(0.9 * 16 * soft + 0.1 * hard, within(1e-12));
        assertThat(loss(new ObjectiveSpec(1, 4), LABEL)).isCloseTo(16 * soft, within(1e-12));
        assertThat(loss(new ObjectiveSpec(0, 4), LABEL)).isCloseTo(hard, within(1e-12));
    }

    /** Term by term, without anything in common with what is tested. */
    private static double klAt(double temperature) {
        double[] network = {1, -1, 0.5};
        double[] teacher = {3, 0, -2};
        double networkSum = 0;
        double teacherSum = 0;
        for (int i = 0; i < 3; i++) {
            networkSum += Math.exp(network[i] / temperature);
            teacherSum += Math.exp(teacher[i] / temperature);
        }
        double divergence = 0;
        for (int i = 0; i < 3; i++) {
            double p = Math.exp(teacher[i] / temperature) / teacherSum;
            double q = Math.exp(network[i] / temperature) / networkSum;
            divergence += p * Math.log(p / q);
        }
        return divergence;
    }

    /** For a high temperature the soft part becomes half the variance of the differences, for a low one nearly nothing. */
    @Test
    void isRightAtTheEndsOfTheAllowedTemperatures() {
        // Given
        double[] differences = {2, 1, -2.5};
        double mean = (differences[0] + differences[1] + differences[2]) / 3;
        double variance = 0;
        for (double difference : differences) {
            variance += (difference - mean) * (difference - mean) / 3;
        }
        // Then
        assertThat(loss(new ObjectiveSpec(1, 1000), LABEL)).isCloseTo(variance / 2, within(0.01));
        assertThat(loss(new ObjectiveSpec(1, 1e-6), LABEL)).isBetween(0.0, 1e-6);
        assertThat(loss(TEACHER, new ObjectiveSpec(1, 1000), List.of(UNKNOWN))).isZero();
    }

    @Test
    void anExampleWithoutALabelHasTheSoftTermAlone() {
        // Given
        var objective = new ObjectiveSpec(0.5, 2);
        // Then
        assertThat(loss(objective, UNKNOWN)).isCloseTo(0.5 * 4 * klAt(2), within(1e-12));
        assertThat(loss(NETWORK, objective, List.of(LABEL, UNKNOWN)))
                .isCloseTo((loss(objective, LABEL) + loss(objective, UNKNOWN)) / 2, within(1e-12));
    }

    @Test
    void theControlPassesOverExamplesItWouldNotLearnFrom() {
        // Given
        var control = new ObjectiveSpec(0, 1);
        // Then
        assertThat(loss(NETWORK, control, List.of(LABEL, UNKNOWN, UNKNOWN))).isEqualTo(loss(control, LABEL));
        // 0 would be the best there is.
        assertThat(loss(control, UNKNOWN)).isNaN();
    }
}
