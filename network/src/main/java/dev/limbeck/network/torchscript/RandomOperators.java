package dev.limbeck.network.torchscript;

import java.util.regex.Pattern;

/**
 * The operators of PyTorch that draw from its random generator, by their exact names. A miss would cost weights that
 * cannot be derived again, so those are among them that only draw under some setting: attention and recurrent layers
 * with a dropout of their own.
 */
final class RandomOperators {
    /** Those whose schema has a generator, and what is drawn like another tensor. */
    private static final String DRAWS = "bernoulli|binomial|cauchy|exponential|geometric|log_normal|multinomial|normal"
            + "|normal_functional|poisson|rand|rand_like|randint|randint_like|randn|randn_like|random|randperm|uniform"
            + "|_no_grad_normal|_no_grad_uniform|_sample_dirichlet|_standard_gamma|fractional_max_pool[23]d";

    private static final String DROPS =
            "(?:feature_)?(?:alpha_)?dropout|_fused_dropout|native_dropout|rrelu|rrelu_with_noise(?:_functional)?";

    private static final String MAY_DROP = "_?scaled_dot_product_(?:\\w+_)?attention(?:_\\w+)?|_flash_attention_forward"
            + "|_efficient_attention_forward|lstm|gru|rnn_tanh|rnn_relu";

    /** As {@code torch.dropout(} or {@code ops.aten.dropout_(}; the underscore is that of what changes its argument. */
    private static final Pattern CALL = Pattern.compile("\\.(?:" + DRAWS + "|" + DROPS + "|" + MAY_DROP + ")_?\\s*\\(");

    private RandomOperators() {}

    /** @param code of TorchScript, as its archives have it */
    static boolean areCalledBy(String code) {
        return CALL.matcher(code).find();
    }
}
