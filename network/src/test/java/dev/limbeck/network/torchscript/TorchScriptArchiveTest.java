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
                "torch.feature_alpha_dropout_(x, 0.5, True)",
                "torch.rrelu_with_noise(x, n, 0.1, 0.3, True)",
                "torch.randint_like(x, 10)",
                "ops.aten._standard_gamma(x)",
                "torch.fractional_max_pool2d(x, [2, 2], [4, 4], r)",
                "torch.scaled_dot_product_attention(q, k, v, None, 0.1)",
                "torch._scaled_dot_product_flash_attention_for_cpu(q, k, v, 0.1)",
                "torch.lstm(x, [h, c], w, True, 2, 0.5, self.training, False, True)",
                "torch.gru(x, h, w, True, 2, 0.5, self.training, False, True)",
            })
    void codeThatDrawsRandomNumbersIsRecognised(String call) {
        assertThat(withCode("def forward(self, x: Tensor) -> Tensor:\n  return " + call + "\n")
                        .drawsRandomNumbers())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "torch.relu(x)",
                "torch.batch_norm(x, w, b, m, v, self.training, 0.1, 1.0e-5, True)",
                "torch.layer_norm(x, [8], w, b)",
                "torch.lgamma(x)",
                "torch.igammac(x, y)",
                "(self.normalise).forward(x, )",
                "(self.dropout).forward(x, )",
                "torch.poisson_nll_loss(x, y, True, False, 1e-8, 1)",
                "torch.lstm_cell(x, [h, c], w, u)",
            })
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
