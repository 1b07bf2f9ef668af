package dev.limbeck.teacher.training;

import dev.limbeck.contract.configuration.FirstForm;
import dev.limbeck.contract.run.FirstForms;
import dev.limbeck.contract.run.TeacherSpec;
import java.util.Optional;

/** Declarations of a teacher as they were when digests were first taken of them. Nothing here ever changes. */
final class FirstDeclaration {
    private FirstDeclaration() {}

    record ToTrain(String network, FirstForms.Input input, Train train) implements FirstForm {
        static Optional<ToTrain> of(Declaration.ToTrain declared, String trainingDigest) {
            return FirstForms.Input.of(declared.signature())
                    .map(input -> new ToTrain(declared.network(), input, Train.of(declared.train(), trainingDigest)));
        }

        @Override
        public Object asWritten() {
            return new Flat(
                    network,
                    input,
                    train.dataset.path,
                    train.epochs,
                    train.batchSize,
                    train.optimizer,
                    train.validationShare,
                    train.patience,
                    train.seed);
        }
    }

    record Dataset(String path) {}

    record Train(
            Dataset dataset,
            int epochs,
            int batchSize,
            FirstForms.Optimizer optimizer,
            double validationShare,
            int patience,
            long seed) {
        static Train of(TeacherSpec.Train spec, String trainingDigest) {
            return new Train(
                    new Dataset(trainingDigest),
                    spec.epochs(),
                    spec.batchSize(),
                    FirstForms.Optimizer.of(spec.optimizer()),
                    spec.validationShare(),
                    spec.patience(),
                    spec.seed());
        }
    }

    /** The layout of then. */
    private record Flat(
            String network,
            FirstForms.Input input,
            String trainingDigest,
            int epochs,
            int batchSize,
            FirstForms.Optimizer optimizer,
            double validationShare,
            int patience,
            long seed) {}

    record ToBring(String networkDigest, Optional<String> version, FirstForms.Input input, Optional<String> measuredOn)
            implements FirstForm {
        static Optional<ToBring> of(Declaration.ToBring declared) {
            return FirstForms.Input.of(declared.signature())
                    .map(input ->
                            new ToBring(declared.networkDigest(), declared.version(), input, declared.measuredOn()));
        }

        @Override
        public Object asWritten() {
            return this;
        }
    }
}
