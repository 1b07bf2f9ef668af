package dev.limbeck.network.torchscript;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PyTorchReasonTest {
    @Test
    void ofACallThatFailedItIsTheLastLine() {
        assertThat(PyTorchReason.of("""
                The following operation failed in the TorchScript interpreter.
                Traceback of TorchScript, serialized code (most recent call last):
                  File "code/__torch__/limbeck/training_step.py", line 20, in logits
                    # A comment of our own.
                    return (self.network).forward(normalised, )
                            ~~~~~~~~~~~~~~~~~~~~~ <--- HERE

                Traceback of TorchScript, original code (most recent call last):
                  File "nets.py", line 26, in forward
                    def forward(s,x):
                RuntimeError: Input type (float) and bias type (double) should be the same
                """)).isEqualTo("Input type (float) and bias type (double) should be the same");
    }

    @Test
    void aReasonOfSeveralLinesIsKept() {
        assertThat(PyTorchReason.of("""
                Traceback of TorchScript (most recent call last):
                  File "nets.py", line 26, in forward
                RuntimeError: The size of tensor a (3) must match
                the size of tensor b (4)
                """)).isEqualTo("The size of tensor a (3) must match the size of tensor b (4)");
    }

    @Test
    void ofSourceThatIsNotUnderstoodItIsWhatStandsBeforeTheExcerpt() {
        assertThat(PyTorchReason.of("""

                forward(__torch__.Two s, Tensor x, Tensor m) -> Tensor:
                Argument m not provided.
                :
                  File "code/__torch__/limbeck/training_step.py", line 20
                    return (self.network).forward(normalised, )
                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ <--- HERE
                """))
                .isEqualTo("forward(__torch__.Two s, Tensor x, Tensor m) -> Tensor: Argument m not provided.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n"})
    void whoSaysNothingIsQuotedWithNothing(String silence) {
        assertThat(PyTorchReason.of(silence)).isEqualTo("no reason");
    }

    @Test
    void itIsOneLineOfPlainTextWithAnEnd() {
        assertThat(PyTorchReason.of("\u001b[31mred\u0007" + "x".repeat(5000)))
                .startsWith(" [31mred x")
                .hasSizeLessThan(500);
    }
}
