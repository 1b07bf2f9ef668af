package dev.limbeck.network.torchscript;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchScriptArchiveTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "torch.dropout(x, 0.5, True)",
                "torch.bernoulli(x)",
                "torch.rand([2, 3])",
                "torch.randn_like(x)",
                "torch.normal(x, 1.)",
                "torch.normal_(x)",
                "torch.multinomial(x, 1)",
                "torch.rrelu(x)",
                "torch.uniform_(x, 0., 1.)",
                "torch.exponential_(x)",
                "torch.poisson(x)",
                "torch.geometric_(x, 0.5)",
                "torch.cauchy_(x)",
                "torch.log_normal_(x)",
                "torch.random_(x)",
                "torch.binomial(x, y)",
                "torch.scaled_dot_product_attention(q, k, v, None, 0.1)",
            })
    void codeThatDrawsRandomNumbersIsRecognised(String call) {
        assertThat(withCode("def forward(self, x: Tensor) -> Tensor:\n  return " + call + "\n")
                        .drawsRandomNumbers())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"torch.relu(x)", "torch.batch_norm(x, w, b, m, v, self.training, 0.1, 1.0e-5, True)"})
    void otherCodeIsLeftWithoutALock(String call) {
        assertThat(withCode("def forward(self, x: Tensor) -> Tensor:\n  return " + call + "\n")
                        .drawsRandomNumbers())
                .isFalse();
    }

    private static TorchScriptArchive withCode(String code) {
        return new TorchScriptArchive(
                Map.of("code/__torch__/net.py", code.getBytes(StandardCharsets.UTF_8), "data.pkl", new byte[0]));
    }
}
