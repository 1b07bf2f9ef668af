package dev.limbeck.evaluator.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.field.InvalidField;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.run.DatasetSpec;
import dev.limbeck.contract.run.EvaluationSpec;
import dev.limbeck.evaluator.Examples;
import dev.limbeck.evaluator.heldout.TestPart;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldOutExamplesTest {
    private static final TestPart OF_30 = new TestPart(
            IntStream.range(0, 30).mapToObj(Examples::input).toList(), Collections.nCopies(30, new OfClass(0)));

    private static EvaluationSpec.HeldOut spec(double fraction, int minExamples) {
        return new EvaluationSpec.HeldOut(
                fraction,
                minExamples,
                1_000,
                EvaluationSpec.HeldOut.Keep.FIRST,
                Optional.of(new DatasetSpec(DatasetSpec.IDX, Path.of("digits"))));
    }

    @Test
    void moreExamplesThanThereCanEverBeAreRefused() {
        assertThatThrownBy(() -> HeldOutExamples.declaredBy(spec(0, 31), OF_30))
                .isInstanceOf(InvalidField.class)
                .hasMessage("spec.evaluation.heldOut.minExamples is 31, allowed is at most 30: fraction is 0, and the"
                        + " data set's test part has no more");
    }

    @Test
    void aStreamMayBringWhatTheTestPartLacks() {
        assertThat(HeldOutExamples.declaredBy(spec(0, 30), OF_30).testPart()).isEqualTo(OF_30);
        assertThat(HeldOutExamples.declaredBy(spec(0.1, 31), OF_30).testPart()).isEqualTo(OF_30);
    }
}
