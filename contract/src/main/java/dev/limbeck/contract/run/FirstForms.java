package dev.limbeck.contract.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.limbeck.contract.configuration.FirstForm;
import dev.limbeck.contract.signature.DeclaredSignature;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Specs as they were when digests were first taken of them, key by key in their order of then. Digests that are kept
 * depend on every name and on that order, so nothing here ever changes but where it is read from.
 */
public final class FirstForms {
    private FirstForms() {}

    /** Of a {@link Signature} of one input and of classes: there was no other. */
    public record Input(List<Integer> shape, int classes, Numbers normalisation) {
        public static Optional<Input> of(Signature signature) {
            return Optional.ofNullable(DeclaredSignature.of(signature).input()).flatMap(only -> signature
                    .task()
                    .asClasses()
                    .map(classes -> new Input(only.shape().dimensions(), classes, Numbers.of(only.normalisation()))));
        }
    }

    /** Of {@link Normalisation}. */
    public record Numbers(List<Double> mean, List<Double> std) {
        static Numbers of(Normalisation normalisation) {
            return new Numbers(normalisation.mean(), normalisation.std());
        }
    }

    /** Of {@link OptimizerSpec}. */
    public record Optimizer(
            String kind,
            double learningRate,
            double momentum,
            double weightDecay,
            double gradientClip,
            Schedule schedule) {
        public static Optimizer of(OptimizerSpec spec) {
            return new Optimizer(
                    spec.kind().word(),
                    spec.learningRate(),
                    spec.momentum(),
                    spec.weightDecay(),
                    spec.gradientClip(),
                    Schedule.of(spec.schedule()));
        }
    }

    /** Of {@link OptimizerSpec.Schedule}. */
    public record Schedule(long warmupSteps, long decaySteps, double finalShare) {
        static Schedule of(OptimizerSpec.Schedule spec) {
            return new Schedule(spec.warmupSteps(), spec.decaySteps(), spec.finalShare());
        }
    }

    record Objective(double softTargetWeight, double temperature) {
        static Objective of(ObjectiveSpec spec) {
            return new Objective(spec.softTargetWeight(), spec.temperature());
        }
    }

    record Replay(int capacity, double share) {}

    record Deduplication(int window) {}

    /** @param replay null where nothing is replayed: students of before there was any had no such key */
    record Student(
            String name,
            String network,
            Objective objective,
            Optimizer optimizer,
            String learnsFrom,
            @JsonInclude(Include.NON_NULL) @Nullable Replay replay,
            long seed) {
        static Student of(StudentSpec spec) {
            ReplaySpec replay = spec.replay();
            return new Student(
                    spec.name(),
                    spec.network(),
                    Objective.of(spec.objective()),
                    Optimizer.of(spec.optimizer()),
                    spec.learnsFrom().word(),
                    replay.equals(ReplaySpec.NONE) ? null : new Replay(replay.capacity(), replay.share()),
                    spec.seed());
        }
    }

    /** Of {@link StudentDeclaration}. */
    public record Declared(Student student, Input input, double heldOutFraction, Deduplication deduplication)
            implements FirstForm {
        static Optional<Declared> of(StudentDeclaration declaration) {
            return Input.of(declaration.signature())
                    .map(input -> new Declared(
                            Student.of(declaration.student()),
                            input,
                            declaration.heldOutFraction(),
                            new Deduplication(declaration.deduplication().window())));
        }

        @Override
        public Object asWritten() {
            return List.of(student, input, heldOutFraction, deduplication);
        }
    }
}
