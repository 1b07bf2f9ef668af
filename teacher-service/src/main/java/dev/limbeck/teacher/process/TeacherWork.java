package dev.limbeck.teacher.process;

import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.status.TeacherStatus.Phase;
import dev.limbeck.dataset.Part;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.teacher.TeacherProgress;
import dev.limbeck.teacher.kafka.LabelledSetPublication;
import dev.limbeck.teacher.kafka.LabellingLoop;
import dev.limbeck.teacher.kafka.TeacherAnnouncement;
import dev.limbeck.teacher.labelling.Labeller;
import dev.limbeck.teacher.operation.LabellingMetrics;
import dev.limbeck.teacher.training.DeclaredSet;
import dev.limbeck.teacher.training.Teacher;
import dev.limbeck.teacher.training.TeacherSource;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What a teacher replica does, in order: topics, a teacher, the labelled set, then the stream until it is stopped. */
@Singleton
class TeacherWork {
    private static final Logger LOG = Logger.getLogger(TeacherWork.class);

    private final DistillationRun run;
    private final StoreLayout store;
    private final KafkaConnection kafka;
    private final NetworkRuntime networks;
    private final TeacherAnnouncement announcement;
    private final TeacherProgress progress;
    private final LabellingMetrics metrics;
    private final TeacherConfig config;
    private final Clock clock;
    private volatile boolean stopping;
    private volatile @Nullable LabellingLoop labelling;

    TeacherWork(
            DistillationRun run,
            StoreLayout store,
            KafkaConnection kafka,
            NetworkRuntime networks,
            TeacherAnnouncement announcement,
            TeacherProgress progress,
            LabellingMetrics metrics,
            TeacherConfig config,
            Clock clock) {
        this.run = run;
        this.store = store;
        this.kafka = kafka;
        this.networks = networks;
        this.announcement = announcement;
        this.progress = progress;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
    }

    /** Returns when it was stopped while labelling. */
    void run() throws IOException, InterruptedException {
        TopicProvisioning.provide(kafka, run);
        var reporter = new TrainingReporter(progress, clock, config.logEvery());
        Teacher teacher = new TeacherSource(run, store, networks, reporter).obtain();
        var artifact = teacher.artifact();
        progress.hasTeacher(artifact.version(), artifact.accuracy(), artifact.parameters());
        try (var network = networks.open(teacher.networkFile(), run.spec().input())) {
            publishLabelledSet(network, teacher.version());
            announcement.publish(published(teacher));
            label(network, teacher.version());
        }
    }

    /** The one way to end labelling; before that, the thread has to be interrupted. */
    void stop() {
        stopping = true;
        var current = labelling;
        if (current != null) {
            current.stop();
        }
    }

    /**
     * Lets labelling go on that has paused.
     *
     * @return whether it had
     */
    boolean resume() {
        var current = labelling;
        return current != null && current.resume();
    }

    /** Whether {@link #stop} alone is enough: an interrupt would tear a transaction. */
    boolean isLabelling() {
        return labelling != null;
    }

    private void publishLabelledSet(InferenceNetwork network, String version) throws InterruptedException {
        boolean wanted = run.spec().students().stream()
                .anyMatch(student -> student.learnsFrom() == StudentSpec.LearnsFrom.LABELLED);
        if (wanted) {
            var train = run.spec().teacher().train().orElseThrow();
            var set = DeclaredSet.read(train.dataset(), Part.TRAIN, run.spec().input());
            new LabelledSetPublication(kafka, run.topics(), clock).publishOnce(set, network, version, train.seed());
        }
    }

    private TeacherPublished published(Teacher teacher) {
        var artifact = teacher.artifact();
        return new TeacherPublished(
                run.name(),
                artifact.version(),
                artifact.sha256(),
                store.root().relativize(teacher.folder()).toString(),
                artifact.accuracy(),
                artifact.parameters(),
                clock.instant());
    }

    private void label(InferenceNetwork network, String version) {
        var labeller = new Labeller(network, run.spec().input().signature(), version);
        var loop = new LabellingLoop(kafka, run, UUID.randomUUID().toString(), labeller, progress.and(metrics), clock);
        labelling = loop;
        if (stopping) { // asked before there was a loop to tell
            loop.stop();
        }
        progress.enter(Phase.LABELLING);
        LOG.infof("teacher %s labels %s", version, run.spec().source().topic());
        loop.run();
    }
}
