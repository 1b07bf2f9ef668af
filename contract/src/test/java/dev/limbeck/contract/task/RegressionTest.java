package dev.limbeck.contract.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.field.InvalidField;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.OfClass;
import dev.limbeck.contract.record.OfValues;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.RejectionReason;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegressionTest {
    private static final Regression THREE = new Regression(3, List.of(1., 0.5, 20.));

    @Test
    void oneCapStandsForEachValue() {
        assertThat(new Regression(3, List.of(2.))).isEqualTo(new Regression(3, List.of(2., 2., 2.)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"regression\",\"values\":1,\"cap\":[1.0]}",
                "{\"kind\":\"regression\",\"cap\":[1]}",
            })
    void oneValueNeedNotBeSaid(String json) {
        Task read = ContractJson.read(json.getBytes(java.nio.charset.StandardCharsets.UTF_8), Task.class);

        assertThat(read).isEqualTo(new Regression(1, List.of(1.)));
        assertThat(new String(ContractJson.write(read), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("{\"kind\":\"regression\",\"values\":1,\"cap\":[1.0]}");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(0, List.of(1.), "values is 0, allowed is 1 to 1000"),
                Arguments.of(1001, List.of(1.), "values is 1001, allowed is 1 to 1000"),
                Arguments.of(Integer.MAX_VALUE, List.of(1.), "values is 2147483647, allowed is 1 to 1000"),
                Arguments.of(3, List.of(), "cap is 0 numbers, allowed is 1 for all, or one a value: 3"),
                Arguments.of(3, List.of(1., 2.), "cap is 2 numbers, allowed is 1 for all, or one a value: 3"),
                Arguments.of(2, List.of(1., 0.), "cap is 0.0, allowed is a list of numbers above 0"),
                Arguments.of(1, List.of(-1.), "cap is -1.0, allowed is"),
                Arguments.of(1, List.of(1e-60), "cap is 1.0E-60, allowed is"),
                Arguments.of(1, List.of(1e60), "cap is 1.0E60, allowed is"),
                Arguments.of(1, List.of(Double.NaN), "cap is NaN, allowed is"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("wrong")
    void whatCannotBeDeclaredIsRefused(int values, List<Double> cap, String message) {
        assertThatThrownBy(() -> new Regression(values, cap))
                .isInstanceOf(InvalidField.class)
                .hasMessageStartingWith(message);
    }

    static Stream<Arguments> labels() {
        return Stream.of(
                Arguments.of(new OfValues(List.of(1f, 2f)), RejectionReason.SHAPE_MISMATCH, "of 3 values, got 2"),
                Arguments.of(new OfValues(List.of(1f, 2f, 3f, 4f)), RejectionReason.SHAPE_MISMATCH, "3 values, got 4"),
                Arguments.of(new OfValues(List.of(1f, Float.NaN, 3f)), RejectionReason.NON_FINITE, "NaN or infinite"),
                Arguments.of(
                        new OfValues(List.of(Float.NEGATIVE_INFINITY, 2f, 3f)),
                        RejectionReason.NON_FINITE,
                        "a value of the hard label is NaN or infinite"),
                Arguments.of(new OfClass(1), RejectionReason.LABEL_KIND, "is a class, which says nothing of 3 values"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("labels")
    void aLabelThatDoesNotFitHasItsReason(HardLabel label, RejectionReason reason, String detail) {
        assertThat(THREE.misfit(label)).hasValueSatisfying(rejection -> {
            assertThat(rejection.reason()).isEqualTo(reason);
            assertThat(rejection.detail()).contains(detail);
        });
    }

    @Test
    void ofOutputsItSpeaksAsOfValues() {
        assertThat(THREE.misfit(Output.zeros(2)).orElseThrow().detail()).isEqualTo("expected 3 teacher values, got 2");
        assertThat(THREE.misfit(Output.copyOf(1, Float.NaN, 2)).orElseThrow().detail())
                .isEqualTo("a teacher value is NaN or infinite");
        assertThat(new Classification(3).misfit(Output.zeros(2)).orElseThrow().detail())
                .isEqualTo("expected 3 teacher logits, got 2");
        assertThat(THREE.outputs()).isEqualTo("3 values");
        assertThat(new Regression(1, List.of(1.)).outputs()).isEqualTo("1 value");
    }

    @Test
    void aLabelIsARowOfItsValuesAndAClassOneNumber() {
        assertThat(THREE.row(new OfValues(List.of(1f, -0.1f, 3f)))).containsExactly(1, -0.1f, 3);
        assertThat(new Classification(5).row(new OfClass(3))).containsExactly(3);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void whatIsInventedFitsAndIsNotAlwaysTheSame(Task task) {
        assertThat(IntStream.range(0, 10).mapToObj(task::invented))
                .allSatisfy(label -> assertThat(task.misfit(label)).isEmpty())
                .satisfies(labels -> assertThat(labels.stream().distinct()).hasSizeGreaterThan(1));
    }

    static Stream<Task> tasks() {
        return Stream.of(
                new Classification(3),
                THREE,
                new Regression(1, List.of((double) Float.MAX_VALUE)),
                new Regression(1000, Collections.nCopies(1000, (double) Float.MIN_VALUE)));
    }

    @Test
    void itHasOneStratumAndWhatCountsAsNothingIsOfNoMatterToANetwork() {
        assertThat(THREE.strata()).isEqualTo(1);
        assertThat(THREE.stratum(Optional.empty(), Output.copyOf(1, 5, 2))).isZero();
        assertThat(THREE.hasFormOf(new Regression(3, List.of(7.)))).isTrue();
        assertThat(THREE.hasFormOf(new Regression(2, List.of(7.)))).isFalse();
        assertThat(THREE.hasFormOf(new Classification(3))).isFalse();
    }
}
