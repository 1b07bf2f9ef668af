package dev.limbeck.network.selftest;

/** The built-in residual networks in plain Java, by the names of their tensors. */
final class ResidualReference implements Specimen.Reference {
    private static final int STAGES = 3;

    @Override
    public Plain logits(Tape tape, Weights weights, Plain inputs) {
        Plain x = tape.relu(normalised(tape, weights, inputs, "stem", "stem_norm", 1));
        for (int stage = 1; stage <= STAGES; stage++) {
            for (int block = 1; weights.has("s%db%d_conv1_weight".formatted(stage, block)); block++) {
                x = block(tape, weights, x, "s%db%d".formatted(stage, block), stage > 1 && block == 1 ? 2 : 1);
            }
        }
        return tape.linear(tape.mean(x), weights.get("head_weight"), weights.get("head_bias"));
    }

    private static Plain block(Tape tape, Weights weights, Plain x, String name, int stride) {
        Plain residual = tape.relu(normalised(tape, weights, x, name + "_conv1", name + "_norm1", stride));
        residual = normalised(tape, weights, residual, name + "_conv2", name + "_norm2", 1);
        Plain identity = weights.has(name + "_short_weight")
                ? normalised(tape, weights, x, name + "_short", name + "_short_norm", stride)
                : x;
        return tape.relu(tape.add(residual, identity));
    }

    private static Plain normalised(Tape tape, Weights weights, Plain x, String convolution, String norm, int stride) {
        Plain weight = weights.get(convolution + "_weight");
        return tape.batchNorm(tape.convolution(x, weight, stride, weight.extent(2) / 2, 1), weights, norm);
    }
}
