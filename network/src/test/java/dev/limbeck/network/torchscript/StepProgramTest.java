package dev.limbeck.network.torchscript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.checkpoint.TrainedWith;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** By its digest a checkpoint says which program its steps ran, so a change of one byte is a change of lineages. */
class StepProgramTest {
    @Test
    void lineagesThatNameNoProgramMeanTheFirstOne() throws IOException {
        assertThat(Sha256.hex(firstProgram())).isEqualTo(TrainedWith.FIRST_STEP_PROGRAM);
    }

    /** Whoever changes the script keeps what it was as a golden file, and compares with one of what it is. */
    @Test
    void theProgramIsStillTheFirstOneByteForByte() throws IOException {
        assertThat(TrainingStepWrapper.PROGRAM).isEqualTo(Sha256.hex(firstProgram()));
    }

    private static byte[] firstProgram() throws IOException {
        try (var file = StepProgramTest.class.getResourceAsStream("/golden/step-program-1.py")) {
            return Objects.requireNonNull(file).readAllBytes();
        }
    }
}
