package dev.limbeck.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.local.check.Check;
import dev.limbeck.local.check.Diagnosis;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosisTest {
    @TempDir
    Path folder;

    @Test
    void oneThingThatIsWrongIsWrongAltogether() {
        var right = new Check("cores", true, "2");
        assertThat(Diagnosis.of(List.of(right)).ok()).isTrue();
        assertThat(Diagnosis.of(List.of(right, new Check("engine", false, "NaN")))
                        .ok())
                .isFalse();
    }

    @Test
    void tooLittleIsWrong() {
        assertThat(MachineChecks.enough("disk", 1023, 1024))
                .isEqualTo(new Check("disk", false, "1023 MiB, needed are 1024"));
        assertThat(MachineChecks.enough("disk", 1024, 1024).ok()).isTrue();
    }

    @Test
    void aPortThatIsTakenIsSaidAndIsNoFault() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var checks = MachineChecks.of(folder.resolve("not/yet"), List.of(taken.getLocalPort()));
            assertThat(checks)
                    .contains(new Check(
                            "port " + taken.getLocalPort(), true, "taken; another one is used where it may be"));
        }
    }
}
