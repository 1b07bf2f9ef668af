package dev.limbeck.teacher.training;

import dev.limbeck.contract.artifact.AtomicFiles;
import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.TeacherSpec;
import dev.limbeck.network.NetworkRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Gets the run's teacher: the one that was kept of the same declaration, or a new one that exactly one replica makes. */
public final class TeacherSource {
    private static final Duration RETRY = Duration.ofMillis(500);

    private final DistillationRun run;
    private final TeacherStore store;
    private final NetworkRuntime runtime;
    private final TrainingListener listener;

    public TeacherSource(DistillationRun run, StoreLayout layout, NetworkRuntime runtime, TrainingListener listener) {
        this.run = run;
        this.store = new TeacherStore(layout, run.name());
        this.runtime = runtime;
        this.listener = listener;
    }

    /**
     * @throws BelowDeclaredQualityException when it is not as good as declared
     * @throws dev.limbeck.network.UnusableNetworkException when a brought one does not fit the run
     * @throws UnfitDatasetException when the declared data set does not
     */
    public Teacher obtain() throws IOException, InterruptedException {
        TeacherOrigin origin = origin();
        for (boolean told = false; ; told = true) {
            try (var lock = TrainingLock.tryTake(store.folder()).orElse(null)) {
                Optional<Teacher> kept = store.find(origin.declaration());
                if (kept.isPresent()) {
                    gate().check(kept.get().version(), kept.get().artifact().accuracy());
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
        if (teacher.artifact().isPresent()) {
            return new BroughtTeacher(runtime, run.spec(), teacher.artifact().get());
        }
        return new TrainedTeacher(
                runtime,
                run.spec().input(),
                teacher.network().orElseThrow(),
                teacher.train().orElseThrow(),
                listener);
    }

    private Teacher make(TeacherOrigin origin) throws IOException, InterruptedException {
        Path workFolder = Files.createTempDirectory("limbeck-teacher-");
        try {
            MadeTeacher made = origin.make(workFolder);
            gate().check(made.metadata().network(), made.accuracy());
            return store.keep(made, origin.declaration());
        } finally {
            AtomicFiles.deleteFolder(workFolder);
        }
    }

    private QualityGate gate() {
        return new QualityGate(run.spec().teacher().gate());
    }
}
