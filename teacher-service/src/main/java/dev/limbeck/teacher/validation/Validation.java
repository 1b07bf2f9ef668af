package dev.limbeck.teacher.validation;

import dev.limbeck.contract.run.DatasetSpec;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.EvaluationSpec;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.contract.run.RunSpec;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.run.TeacherSpec;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.dataset.DeclaredSet;
import dev.limbeck.dataset.Part;
import dev.limbeck.dataset.UnfitDatasetException;
import dev.limbeck.dataset.UnreadableDatasetException;
import dev.limbeck.network.EngineFaultException;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.store.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Opens every network and data set of a declaration as the services would. Nothing is kept, and nothing else is needed. */
public final class Validation {
    /** As a teacher is trained: it has no teacher itself. */
    private static final ObjectiveSpec HARD_LABELS = new ObjectiveSpec(0, 1);

    private final NetworkRuntime runtime;
    private final Consumer<Finding> findings;

    /** @param findings told of each thing as soon as it was looked at */
    public Validation(NetworkRuntime runtime, Consumer<Finding> findings) {
        this.runtime = runtime;
        this.findings = findings;
    }

    /** Looks at everything, whatever is wrong with some of it. */
    public void of(DistillationRun run) {
        RunSpec spec = run.spec();
        teacher(spec.teacher(), spec.signature());
        for (int i = 0; i < spec.students().size(); i++) {
            student("spec.students[%d].network".formatted(i), spec.students().get(i), spec.signature());
        }
        EvaluationSpec.HeldOut heldOut = spec.evaluation().heldOut();
        heldOut.dataset().ifPresent(dataset -> heldOut(dataset, heldOut, spec.signature()));
    }

    private void teacher(TeacherSpec teacher, Signature input) {
        teacher.artifact()
                .ifPresent(file -> look("spec.teacher.artifact: " + file, () -> {
                    try (var network = runtime.open(file, input)) {
                        return parameters(network.metadata().parameters());
                    }
                }));
        teacher.train().ifPresent(train -> {
            String network = teacher.network().orElseThrow();
            look(
                    "spec.teacher.network: " + network,
                    () -> trainable(network, input, HARD_LABELS, train.optimizer(), train.seed()));
            look(
                    "spec.teacher.train.dataset: " + train.dataset().path(),
                    () -> String.format(
                            Locale.ROOT,
                            "%,d examples to train on, %,d to test with",
                            DeclaredSet.read(train.dataset(), Part.TRAIN, input).size(),
                            DeclaredSet.read(train.dataset(), Part.TEST, input).size()));
        });
    }

    private void student(String path, StudentSpec student, Signature input) {
        look(
                "%s: %s".formatted(path, student.network()),
                () -> trainable(student.network(), input, student.objective(), student.optimizer(), student.seed()));
    }

    private void heldOut(DatasetSpec dataset, EvaluationSpec.HeldOut heldOut, Signature input) {
        look("spec.evaluation.heldOut.dataset: " + dataset.path(), () -> {
            int examples = DeclaredSet.read(dataset, Part.TEST, input).size();
            if (heldOut.fraction() == 0 && examples < heldOut.minExamples()) {
                throw new IOException(
                        "%s has %d examples in its test part; allowed: at least minExamples, %d, where nothing of the stream is held out"
                                .formatted(dataset.path(), examples, heldOut.minExamples()));
            }
            return String.format(Locale.ROOT, "%,d examples to measure with", examples);
        });
    }

    private String trainable(
            String network, Signature input, ObjectiveSpec objective, OptimizerSpec optimizer, long seed)
            throws IOException {
        if (!BuiltinNetworks.isBuiltin(network)) {
            return trainable(Path.of(network), input, objective, optimizer);
        }
        byte[] authored = BuiltinNetworks.author(network, input, seed);
        Path folder = Files.createTempDirectory("limbeck-validate-");
        try {
            return trainable(Files.write(folder.resolve("network.pt"), authored), input, objective, optimizer);
        } catch (UnusableNetworkException unfit) {
            throw unfit.of(network);
        } finally {
            AtomicFiles.deleteFolder(folder);
        }
    }

    private String trainable(Path file, Signature input, ObjectiveSpec objective, OptimizerSpec optimizer) {
        try (var opened = runtime.openTrainable(file, input, objective, optimizer)) {
            return parameters(opened.metadata().parameters());
        }
    }

    private static String parameters(long count) {
        return String.format(Locale.ROOT, "%,d parameters", count);
    }

    private void look(String name, Callable<String> work) {
        try {
            findings.accept(new Finding(name, true, work.call()));
        } catch (UnusableNetworkException
                | UnreadableDatasetException
                | UnfitDatasetException
                | EngineFaultException
                | UncheckedIOException
                | IOException unfit) {
            findings.accept(new Finding(name, false, String.valueOf(unfit.getMessage())));
        } catch (Exception unforeseen) {
            throw new IllegalStateException(name + " cannot be looked at", unforeseen);
        }
    }
}
