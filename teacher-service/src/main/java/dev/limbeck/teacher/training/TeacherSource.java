package dev.limbeck.teacher.training;

import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.TeacherSpec;
import dev.limbeck.dataset.UnfitDatasetException;
import dev.limbeck.dataset.UnreadableDatasetException;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.store.AtomicFiles;
import dev.limbeck.store.ForbiddenFileException;
import dev.limbeck.store.StoreLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Gets the run's teacher: the one that was kept of the same declaration, or a new one that exactly one replica makes. */
public final class TeacherSource {
    /** Where a run says with what its teacher is trained. */
    public static final String TRAIN_DATASET = "spec.teacher.train.dataset.path";

    private static final Duration RETRY = Duration.ofMillis(500);

    private final DistillationRun run;
    private final StoreLayout layout;
    private final TeacherStore store;
    private final NetworkRuntime runtime;
    private final TrainingListener listener;

    public TeacherSource(DistillationRun run, StoreLayout layout, NetworkRuntime runtime, TrainingListener listener) {
        this.run = run;
        this.layout = layout;
        this.store = new TeacherStore(layout, run.name());
        this.runtime = runtime;
        this.listener = listener;
    }

    /** @throws NoTeacherException when what is declared gives none */
    public Teacher obtain() throws IOException, InterruptedException {
        try {
            return obtainFrom(origin());
        } catch (ForbiddenFileException
                | UnreadableDatasetException
                | UnfitDatasetException
                | UnusableNetworkException hopeless) {
            throw new NoTeacherException(String.valueOf(hopeless.getMessage()), hopeless);
        }
    }

    /**
     * The teacher that labelled so far, from the store. Only if it is not there any more, it is made again.
     *
     * @throws NoTeacherException when the declaration now gives another one
     */
    public Teacher obtainAgain(TeacherPublished known) throws IOException, InterruptedException {
        var kept = store.find(known);
        if (kept.isPresent()) {
            return kept.get();
        }
        Teacher made = obtain();
        if (!made.artifact().sha256().equals(known.sha256())) {
            throw new NoTeacherException(
                    "teacher %s is gone from the store, and what is declared now gives another network, %s"
                            .formatted(known.version(), made.version()));
        }
        return made;
    }

    private Teacher obtainFrom(TeacherOrigin origin) throws IOException, InterruptedException {
        for (boolean told = false; ; told = true) {
            try (var lock = TrainingLock.tryTake(store.folder()).orElse(null)) {
                Optional<Teacher> kept = store.find(origin.declaration());
                if (kept.isPresent()) {
                    return kept.get();
                }
                if (lock != null) {
                    return make(origin);
                }
            }
            if (!told) {
                listener.waiting();
            }
            Thread.sleep(RETRY.toMillis());
        }
    }

    private TeacherOrigin origin() throws IOException {
        TeacherSpec teacher = run.spec().teacher();
        admit(teacher);
        if (teacher.artifact().isPresent()) {
            return brought(teacher.artifact().get());
        }
        String network = teacher.network().orElseThrow();
        try {
            return new TrainedTeacher(
                    runtime, run.spec().signature(), network, teacher.train().orElseThrow(), listener);
        } catch (NoSuchFileException missing) {
            throw new NoTeacherException("spec.teacher.network %s is missing".formatted(network), missing);
        }
    }

    /** Before any of it is opened. */
    private void admit(TeacherSpec teacher) {
        var roots = layout.roots();
        teacher.artifact().ifPresent(artifact -> roots.admit("spec.teacher.artifact", artifact));
        teacher.network()
                .filter(network -> !BuiltinNetworks.isBuiltin(network))
                .ifPresent(network -> roots.admit("spec.teacher.network", Path.of(network)));
        teacher.train()
                .ifPresent(train -> roots.admit(TRAIN_DATASET, train.dataset().path()));
        run.spec()
                .evaluation()
                .heldOut()
                .dataset()
                .ifPresent(dataset -> roots.admit("spec.evaluation.heldOut.dataset.path", dataset.path()));
    }

    private TeacherOrigin brought(Path artifact) throws IOException {
        try {
            return new BroughtTeacher(runtime, run.spec(), artifact);
        } catch (NoSuchFileException missing) {
            throw new NoTeacherException("spec.teacher.artifact %s is missing".formatted(artifact), missing);
        }
    }

    private Teacher make(TeacherOrigin origin) throws IOException, InterruptedException {
        Path workFolder = Files.createTempDirectory("limbeck-teacher-");
        try {
            MadeTeacher made = origin.make(workFolder);
            return store.keep(made, origin.declaration());
        } finally {
            AtomicFiles.deleteFolder(workFolder);
        }
    }
}
