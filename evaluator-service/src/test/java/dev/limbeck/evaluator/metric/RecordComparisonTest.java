package dev.limbeck.evaluator.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.event.Comparison.ClassComparison;
import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.event.Reference;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.network.metric.TestedOutputs;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RecordComparisonTest {
    private static final Classification TASK = new Classification(2);
    private static final Output SAYS_0 = Output.copyOf(1, 0);
    private static final Output SAYS_1 = Output.copyOf(0, 1);
    private static final Optional<HardLabel> IS_0 = Optional.of(new OfClass(0));
    private static final Optional<HardLabel> UNKNOWN = Optional.empty();

    private static RecordValues values(List<Optional<HardLabel>> labels, Output... outputs) {
        return RecordValues.of(new TestedOutputs(
                TASK, List.of(outputs), Collections.nCopies(outputs.length, SAYS_0), labels));
    }

    @Test
    void ofNetworksThatAreRightOrWrongCountsThemByLabelByTeacherAndByClass() {
        // Given
        var labels = List.of(IS_0, IS_0, UNKNOWN);
        var comparison = new RecordComparison(
                TASK, Reference.HARD_LABEL, List.of(OptionalInt.of(0), OptionalInt.of(0), OptionalInt.empty()));
        // When
        var compared =
                comparison.of(values(labels, SAYS_0, SAYS_1, SAYS_0), values(labels, SAYS_1, SAYS_1, SAYS_1));
        // Then
        assertThat(compared.byHardLabel()).contains(new PairedCounts(0, 1, 0, 1));
        assertThat(compared.byTeacher()).isEqualTo(new PairedCounts(0, 2, 0, 1));
        assertThat(compared.perClass()).containsExactly(new ClassComparison(0, new PairedCounts(0, 1, 0, 1)));
        assertThat(compared.byRecord()).isEmpty();
    }

    @Test
    void whereNothingIsLabelledTheTeacherIsRight() {
        // Given
        var comparison = new RecordComparison(TASK, Reference.TEACHER, List.of(OptionalInt.of(0)));
        // When
        var compared = comparison.of(values(List.of(UNKNOWN), SAYS_0), values(List.of(UNKNOWN), SAYS_1));
        // Then
        assertThat(compared.byHardLabel()).isEmpty();
        assertThat(compared.byTeacher()).isEqualTo(new PairedCounts(0, 1, 0, 0));
        assertThat(compared.perClass()).containsExactly(new ClassComparison(0, new PairedCounts(0, 1, 0, 0)));
    }

    @Test
    void refusesValuesOfOtherRecords() {
        var comparison = new RecordComparison(TASK, Reference.TEACHER, List.of(OptionalInt.of(0)));
        var two = values(List.of(UNKNOWN, UNKNOWN), SAYS_0, SAYS_0);
        assertThatThrownBy(() -> comparison.of(two, two)).hasMessage("2 and 2 values of 1 records");
    }
}
