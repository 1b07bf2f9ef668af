package dev.limbeck.network.engine;

import dev.limbeck.contract.golden.GoldenFiles;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a machine keeps of its self-test. */
class VerdictFormTest {
    private static final Subject SUBJECT = new Subject(
            1,
            "PyTorch 2.7.1",
            new TreeMap<>(Map.of("model", "2")),
            1,
            new TreeMap<>(Map.of("OMP_NUM_THREADS", "1")),
            List.of(InstructionSet.ALL));
    private static final GoldenFiles<Verdict> GOLDEN = GoldenFiles.of(
            Verdict.class,
            "verdict",
            Map.of(
                    "right",
                    new Verdict(
                            SUBJECT,
                            List.of(new Attempt(
                                    InstructionSet.ALL,
                                    Attempt.Outcome.RIGHT,
                                    List.of(new TestedPart("convolution", true, "512 values")),
                                    "all is right",
                                    "oneDNN 3.7.1",
                                    "Intel AVX2")))));

    @Test
    void isWrittenAndReadAsItsGoldenFilesSay() throws IOException {
        GOLDEN.holdToday();
        GOLDEN.holdEarlier();
    }
}
