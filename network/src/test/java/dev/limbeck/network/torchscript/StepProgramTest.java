package dev.limbeck.network.torchscript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.checkpoint.TrainedWith;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.network.objective.Objective;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** By its digest a checkpoint says which program its steps ran, so a change of one byte is a change of lineages. */
class StepProgramTest {
    private static final StepProgram OF_CLASSES = plain(Objective.ofClasses(ObjectiveSpec.DEFAULT));

    static Stream<StepProgram> programs() {
        return Stream.of(
                        Objective.ofClasses(ObjectiveSpec.DEFAULT),
                        Objective.ofLabels(ObjectiveSpec.DEFAULT),
                        Objective.ofValues(0.5, List.of(2., 3.)))
                .map(StepProgramTest::plain);
    }

    @Test
    void lineagesThatNameNoProgramMeanTheFirstOne() throws IOException {
        assertThat(Sha256.hex(firstProgram())).isEqualTo(TrainedWith.FIRST_STEP_PROGRAM);
    }

    /** Whoever changes the frame or a term keeps what it was as a golden file, and compares with one of what it is. */
    @Test
    void theProgramOfClassesIsStillTheFirstOneByteForByte() throws IOException {
        assertThat(OF_CLASSES.source()).isEqualTo(new String(firstProgram(), StandardCharsets.UTF_8));
        assertThat(OF_CLASSES.digest()).isEqualTo(TrainedWith.FIRST_STEP_PROGRAM);
    }

    @Test
    void whatAnObjectiveIsSetToIsNotPartOfTheProgram() {
        assertThat(plain(Objective.ofClasses(new ObjectiveSpec(0, 1))).digest()).isEqualTo(OF_CLASSES.digest());
    }

    @ParameterizedTest
    @MethodSource("programs")
    void everyNumberIsReadOnceInOrder(StepProgram program) {
        var positions = Pattern.compile("numbers\\[(\\d+)]")
                .matcher(program.source())
                .results()
                .map(match -> Integer.valueOf(match.group(1)))
                .toList();

        assertThat(positions)
                .containsExactlyElementsOf(
                        IntStream.range(0, positions.size()).boxed().toList())
                .hasSameSizeAs(program.numbers(StepSettingsTest.all()));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void noPlaceIsLeftUnfilled(StepProgram program) {
        assertThat(program.source())
                .doesNotContainPattern(
                        "\\b(INPUTS|FORWARD|TENSORS|SETTINGS|VALUES|VALUES_BY_LABELS|MEANS|WEIGHTED|WEIGHTED_WITHOUT_LABELS|GIVEN)\\b");
    }

    @Test
    void settingsStandWhereCheckpointsOfBeforeHadThem() {
        assertThat(plain(Objective.ofClasses(new ObjectiveSpec(0.25, 3))).numbers(StepSettingsTest.all()))
                .containsExactly(0.25, 3, 0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void termsShareASettingThatBothRead() {
        assertThat(plain(Objective.ofValues(0.5, List.of(2., 3.))).numbers(StepSettingsTest.all()))
                .startsWith(0.5, 2, 3, 0, 1)
                .hasSize(12);
    }

    @Test
    void aTermThatLookedAtNothingHasNoValue() {
        var control = plain(Objective.ofClasses(new ObjectiveSpec(0, 1)));
        double[] given = {1, 2, 3, 4, 1};

        assertThat(OF_CLASSES.outcome(given, true).terms())
                .containsOnlyKeys("softTarget", "hardLabel")
                .containsEntry("softTarget", 2.)
                .containsEntry("hardLabel", 3.);
        assertThat(OF_CLASSES.outcome(given, false).terms()).containsOnlyKeys("softTarget");
        assertThat(control.outcome(given, true).terms()).containsOnlyKeys("hardLabel");
        assertThat(OF_CLASSES.outcome(given, true).gradientNorm()).isEqualTo(4);
        assertThat(OF_CLASSES.outcome(given, true).finite()).isTrue();
    }

    private static StepProgram plain(Objective objective) {
        return StepProgram.of(objective, NetworkCall.PLAIN);
    }

    private static byte[] firstProgram() throws IOException {
        try (var file = StepProgramTest.class.getResourceAsStream("/golden/step-program-1.py")) {
            return Objects.requireNonNull(file).readAllBytes();
        }
    }
}
