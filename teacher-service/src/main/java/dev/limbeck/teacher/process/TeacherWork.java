package dev.limbeck.teacher.process;

import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.TeacherStatus.Phase;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.dataset.DeclaredSet;
import dev.limbeck.dataset.Part;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.teacher.kafka.LabelledSetPublication;
import dev.limbeck.teacher.kafka.LabellingLoop;
import dev.limbeck.teacher.labelling.Labeller;
import dev.limbeck.teacher.labelling.LabellingListener;
import dev.limbeck.teacher.operation.LabellingMetrics;
import dev.limbeck.teacher.operation.TeacherProgress;
import dev.limbeck.teacher.training.NoTeacherException;
import dev.limbeck.teacher.training.Teacher;
import dev.limbeck.teacher.training.TeacherSource;
import dev.limbeck.work.Harmless;
import dev.limbeck.work.Outlook;
import dev.limbeck.work.Work;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What a replica does for one generation of a run, in order: a teacher, the labelled set, then the stream for as long as
 * the run's state says that it is labelled. In between the network stays open.
 */
final class TeacherWork implements Work {
    private static final Logger LOG = Logger.getLogger(TeacherWork.class);

    private final Generation generation;
    private final Supplier<Optional<RunState>> state;
    private final TeacherParts parts;
    private final TeacherProgress progress;
    private @Nullable Thread thread;
    private @Nullable LabellingLoop labelling;
    private boolean stopping;

    /** @param state of the run as it is known now */
    TeacherWork(Generation generation, Supplier<Optional<RunState>> state, TeacherParts parts) {
        this.generation = generation;
        this.state = state;
        this.parts = parts;
        this.progress = new TeacherProgress(generation.name());
    }

    @Override
    public void run() throws IOException, InterruptedException {
        if (!begin()) {
            return;
        }
        try (var metrics = new LabellingMetrics(parts.registry, generation.name(), progress)) {
            Teacher teacher = obtain();
            var artifact = teacher.artifact();
            progress.hasTeacher(artifact.version(), artifact.accuracy(), artifact.parameters());
            sayIfAwaited(new RunEvent.TeacherReady(generation.number(), published(teacher), parts.clock.instant()));
            try (var network =
                    parts.networks.open(teacher.networkFile(), generation.spec().signature())) {
                while (awaitLabelling()) {
                    publishLabelledSet(network, teacher.version());
                    label(network, teacher.version(), metrics);
                }
            }
        }
    }

    private synchronized boolean begin() {
        thread = Thread.currentThread();
        return !stopping;
    }

    @Override
    public synchronized void stop() {
        stopping = true;
        if (labelling != null) {
            labelling.stop(); // an interrupt would tear a transaction
        } else if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public Outlook outlook(Throwable failure) {
        return failure instanceof NoTeacherException ? Outlook.HOPELESS : Outlook.of(failure);
    }

    /** The run's state has changed. Does not wait. */
    synchronized void look() {
        if (labelling != null && !isLabelling()) {
            labelling.stop();
        }
        notifyAll();
    }

    /**
     * Lets labelling go on that has paused.
     *
     * @return whether it had
     */
    synchronized boolean resume() {
        return labelling != null && labelling.resume();
    }

    /** @param failure one sentence, if it has failed */
    PartStatus status(Optional<String> failure) {
        return new PartStatus(
                generation.name(),
                generation.number(),
                TeacherService.PART,
                parts.replica,
                parts.clock.instant(),
                Optional.of(progress.status(failure)),
                Optional.empty(),
                Optional.empty());
    }

    private Teacher obtain() throws IOException, InterruptedException {
        try {
            var reporter = new TrainingReporter(generation.name(), progress, Ticker.SYSTEM, parts.config.logEvery());
            var source = new TeacherSource(generation.run(), parts.store, parts.networks, reporter);
            var known = known().flatMap(RunState::teacher);
            return known.isPresent() ? source.obtainAgain(known.get()) : source.obtain();
        } catch (NoTeacherException hopeless) {
            sayIfAwaited(new RunEvent.TeacherFailed(
                    generation.name(),
                    generation.number(),
                    String.valueOf(hopeless.getMessage()),
                    parts.clock.instant()));
            throw hopeless;
        }
    }

    /** Said again by every life and replica, until the run has moved on. */
    private void sayIfAwaited(RunEvent event) throws InterruptedException {
        if (known().filter(run -> run.phase() == RunPhase.TEACHER).isPresent()) {
            parts.events.tell(event);
        }
    }

    private TeacherPublished published(Teacher teacher) {
        var artifact = teacher.artifact();
        return new TeacherPublished(
                generation.name(),
                artifact.version(),
                artifact.sha256(),
                parts.store.root().relativize(teacher.folder()).toString(),
                artifact.accuracy(),
                artifact.parameters(),
                parts.clock.instant(),
                artifact.metrics());
    }

    private Optional<RunState> known() {
        return state.get().filter(run -> run.generation().equals(generation));
    }

    private boolean isLabelling() {
        return known().filter(RunState::isLabelling).isPresent();
    }

    /** @return false if it is stopped instead */
    private synchronized boolean awaitLabelling() throws InterruptedException {
        while (!stopping && !isLabelling()) {
            progress.enter(Phase.READY);
            wait();
        }
        return !stopping;
    }

    private void publishLabelledSet(InferenceNetwork network, String version) throws InterruptedException {
        boolean wanted = generation.spec().students().stream()
                .anyMatch(student -> student.learnsFrom() == StudentSpec.LearnsFrom.LABELLED);
        if (wanted) {
            var train = generation.spec().teacher().train().orElseThrow();
            parts.store
                    .roots()
                    .admit(TeacherSource.TRAIN_DATASET, train.dataset().path());
            new LabelledSetPublication(parts.kafka, generation.topics(), parts.clock)
                    .publishOnce(
                            () -> DeclaredSet.read(
                                    train.dataset(),
                                    Part.TRAIN,
                                    generation.spec().signature()),
                            network,
                            version,
                            train.seed());
        }
    }

    private void label(InferenceNetwork network, String version, LabellingMetrics metrics) {
        var labeller = new Labeller(network, generation.spec().signature(), version);
        var listener = progress.and(Harmless.observer(LabellingListener.class, metrics))
                .and(began(version));
        var loop = new LabellingLoop(
                parts.kafka, generation, parts.replica, labeller, listener, parts.clock, Ticker.SYSTEM);
        synchronized (this) {
            if (stopping || !isLabelling()) {
                return;
            }
            labelling = loop;
        }
        try {
            progress.enter(Phase.LABELLING);
            LOG.infof(
                    "%s: teacher %s labels %s",
                    generation.name(), version, generation.spec().source().topic());
            TopicProvisioning.providePlaces(parts.kafka, generation);
            loop.run();
        } finally {
            synchronized (this) {
                labelling = null;
            }
        }
    }

    private LabellingListener began(String version) {
        return LabellingListener.onBegun(from -> {
            try {
                parts.events.tell(new RunEvent.LabellingBegan(
                        generation.name(), generation.number(), version, from, parts.clock.instant()));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while saying where labelling begins", interrupted);
            }
        });
    }
}
