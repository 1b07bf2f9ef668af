package dev.limbeck.network.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.network.StepOutcome;
import dev.limbeck.network.objective.Objective;
import dev.limbeck.network.safetensors.HostTensor;
import dev.limbeck.network.torchscript.ScriptedModule;
import dev.limbeck.network.torchscript.StepProgram;
import dev.limbeck.network.torchscript.StepSettings;
import dev.limbeck.network.torchscript.StepSettings.Setting;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An objective in PyTorch around a network that gives its inputs as they are, plus a bias of zeros: what a student says is
 * chosen here, and the gradient is read off the bias after one step of plain descent.
 */
final class TermBench implements AutoCloseable {
    private final Objective objective;
    private final StepProgram program;
    private final ScriptedNetwork network;
    private final int width;

    /** One example. */
    static final class Example {
        final double[] student;
        final double[] teacher;
        final Optional<double[]> label;

        Example(double[] student, double[] teacher, Optional<double[]> label) {
            this.student = student;
            this.teacher = teacher;
            this.label = label;
        }
    }

    /** What a step says, and the mean gradient of its examples. */
    static final class Result {
        final StepOutcome outcome;
        final double[] gradient;

        private Result(StepOutcome outcome, double[] gradient) {
            this.outcome = outcome;
            this.gradient = gradient;
        }
    }

    TermBench(Objective objective, int width) {
        PyTorchEngine.start(1);
        this.objective = objective;
        this.width = width;
        var bias = new HostTensor("F32", List.of((long) width), ByteBuffer.allocate(width * Float.BYTES));
        var archive = new ScriptedModule(Map.of("bias", bias), Map.of(), List.of("return x + self.bias")).toArchive();
        var metadata = new ArtifactMetadata(
                "bias",
                Signature.ofClasses(Shape.of(width), Math.max(2, width), Normalisation.of(0, 1)),
                width,
                Map.of());
        network = ScriptedNetwork.load(archive, metadata, objective);
        program = network.program();
    }

    Result step(Example... examples) {
        return step(1, examples);
    }

    /** @param factor times the teacher's weight, where there is a label */
    Result step(double factor, Example... examples) {
        boolean labelled = Arrays.stream(examples).anyMatch(one -> one.label.isPresent());
        try (NDManager scope = network.script().manager().newSubManager()) {
            NDArray bias = Objects.requireNonNull(network.tensors().get("bias"));
            bias.set(new float[width]);
            adopt(scope, bias);
            NDList arguments = network.inputs(
                    scope,
                    Arrays.stream(examples)
                            .map(one -> Inputs.of(Tensor.ofFloats(Shape.of(width), floats(one.student))))
                            .toList());
            program.tensors()
                    .forEach(tensor -> arguments.add(
                            switch (tensor) {
                                case TEACHER_OUTPUTS ->
                                    rows(
                                            scope,
                                            width,
                                            Arrays.stream(examples)
                                                    .map(one -> one.teacher)
                                                    .toList());
                                case CLASS_LABELS ->
                                    scope.create(Arrays.stream(examples)
                                            .mapToLong(one -> one.label
                                                    .map(label -> (long) label[0])
                                                    .orElse(-1L))
                                            .toArray());
                                case VALUE_LABELS ->
                                    rows(
                                            scope,
                                            width,
                                            Arrays.stream(examples)
                                                    .map(one -> one.label.orElse(new double[width]))
                                                    .toList());
                                case KNOWN ->
                                    scope.create(floats(Arrays.stream(examples)
                                            .mapToDouble(one -> one.label.isPresent() ? 1 : 0)
                                            .toArray()));
                            }));
            arguments.add(scope.create(program.numbers(new StepSettings()
                    .with(Setting.LEARNING_RATE, 1)
                    .with(Setting.GRADIENT_CLIP, Double.MAX_VALUE)
                    .with(Setting.WEIGHT_DECAY, 0)
                    .with(Setting.MOMENTUM, 0)
                    .with(Setting.UPDATE, 1)
                    .with(Setting.ADAM, false)
                    .with(Setting.PROBE, false)
                    .with(Setting.SOFT_TARGET_WEIGHT_FACTOR, factor)
                    .with(Setting.LABELLED, labelled))));
            var outcome = program.outcome(
                    network.script().call("step", true, arguments).toDoubleArray(), labelled);
            float[] after = bias.toFloatArray();
            double[] gradient = new double[width];
            for (int i = 0; i < width; i++) {
                gradient[i] = -after[i];
            }
            return new Result(outcome, gradient);
        }
    }

    private void adopt(NDManager scope, NDArray bias) {
        var lists = new NDList();
        lists.addAll(Arguments.list("parameters", List.of(bias)));
        lists.addAll(Arguments.list("first", List.of(scope.zeros(bias.getShape()))));
        lists.addAll(Arguments.list("second", List.of(scope.zeros(bias.getShape()))));
        network.script().call("adopt", false, lists).close();
    }

    private static NDArray rows(NDManager scope, int width, List<double[]> rows) {
        float[] all = new float[rows.size() * width];
        for (int i = 0; i < all.length; i++) {
            all[i] = (float) rows.get(i / width)[i % width];
        }
        return scope.create(all, new ai.djl.ndarray.types.Shape(rows.size(), width));
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    Objective objective() {
        return objective;
    }

    @Override
    public void close() {
        network.close();
    }
}
