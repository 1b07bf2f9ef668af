package dev.limbeck.student.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.contract.artifact.Arithmetic;
import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.configuration.ConfigurationDigest;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.run.BatchingSpec;
import dev.limbeck.contract.run.CheckpointSpec;
import dev.limbeck.contract.run.DeadLetterSpec;
import dev.limbeck.contract.run.ReplaySpec;
import dev.limbeck.contract.run.StudentDeclaration;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.status.StudentStatus.Phase;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.network.StepOutcome;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.service.stage.DeadLetterCircuit;
import dev.limbeck.store.AtomicFiles;
import dev.limbeck.store.FileDigest;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import dev.limbeck.student.Examples;
import dev.limbeck.student.Houses;
import dev.limbeck.student.audit.Audit;
import dev.limbeck.student.audit.AuditReport;
import dev.limbeck.student.batch.MiniBatch;
import dev.limbeck.student.batch.MiniBatchAssembler;
import dev.limbeck.student.batch.SeenRecords;
import dev.limbeck.student.batch.Triage;
import dev.limbeck.student.checkpoint.CheckpointPolicy;
import dev.limbeck.student.checkpoint.CheckpointStore;
import dev.limbeck.student.checkpoint.CheckpointWriter;
import dev.limbeck.student.checkpoint.Retention;
import dev.limbeck.student.checkpoint.StudentCheckpoint;
import dev.limbeck.student.steplog.StepLog.FencedException;
import dev.limbeck.student.training.Checkpointing;
import dev.limbeck.student.training.ExampleStream.OffsetGoneException;
import dev.limbeck.student.training.ProtocolPoint;
import dev.limbeck.student.training.ReadAhead;
import dev.limbeck.student.training.Student;
import dev.limbeck.student.training.StudentLife;
import dev.limbeck.student.training.TrainingLoop;
import dev.limbeck.student.training.TrainingObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** A student with its folder, run in lives: each life has clients and a network of its own, and may end badly. */
final class TestStudent {
    static final Arithmetic ARITHMETIC = new DjlNetworkRuntime(1).arithmetic();
    static final int BATCH = 16;
    private static final Clock CLOCK = Clock.systemUTC();

    private final Path folder;
    private final StudentTopics topics;
    private final String run;
    private final StudentSpec spec;
    private final Setup setup;
    private volatile Adjustment adjustment = Adjustment.NONE;
    private volatile boolean noneToCome;
    private Arithmetic arithmetic = ARITHMETIC;
    private Runnable death = () -> {
        throw new Abandoned();
    };
    private @Nullable Life life;
    private double heldOut;

    /** What a student learns with. */
    record Setup(String network, Signature input, int batch, CheckpointSpec checkpoint, ReplaySpec replay) {
        static final Setup TINY = new Setup(
                "builtin:cnn-2",
                Examples.INPUT,
                BATCH,
                new CheckpointSpec(10, Duration.ofSeconds(60), Duration.ofSeconds(60), 100),
                ReplaySpec.NONE);
        /** Which sees earlier examples again, and has more than it can keep. */
        static final Setup REPLAYING = TINY.with(new ReplaySpec(100, 0.25));
        /** The same of numbers, from two inputs. */
        static final Setup NUMBERS =
                new Setup("builtin:mlp-16", Houses.SIGNATURE, BATCH, TINY.checkpoint(), REPLAYING.replay());

        Setup with(ReplaySpec other) {
            return new Setup(network, input, batch, checkpoint, other);
        }
    }

    /** How a life ended. */
    enum Ending {
        STOPPED,
        ABANDONED,
        FENCED,
        /** Kafka failed a transaction for no fault of the student's: a new life is due, as the service begins one. */
        UNLUCKY,
        /** Retention has removed what it was about to read: a new life is due, too. */
        OVERTAKEN,
        FAILED
    }

    private TestStudent(Path folder, StudentTopics topics, String run, StudentSpec spec, Setup setup) {
        this.folder = folder;
        this.topics = topics;
        this.run = run;
        this.spec = spec;
        this.setup = setup;
    }

    static TestStudent in(Path folder, StudentTopics topics, String run, String name) {
        return in(folder, topics, run, name, Setup.TINY);
    }

    static TestStudent in(Path folder, StudentTopics topics, String run, String name, Setup setup) {
        var spec = Examples.student(setup.network());
        return new TestStudent(
                folder,
                topics,
                run,
                new StudentSpec(
                        name,
                        spec.network(),
                        spec.objective(),
                        spec.optimizer(),
                        spec.learnsFrom(),
                        setup.replay(),
                        spec.seed()),
                setup);
    }

    void start() throws Exception {
        start(ProtocolPoint.COMPOSED, Integer.MAX_VALUE);
    }

    private void start(ProtocolPoint point, int times) throws Exception {
        life = new Life(point, times);
        life.thread.start();
    }

    /** Lives until it passes the point for the nth time, and is abandoned there with nothing closed or written. */
    Ending runUntil(ProtocolPoint point, int times) throws Exception {
        start(point, times);
        return awaitEnd();
    }

    /** In the place of being abandoned. */
    TestStudent dyingBy(Runnable other) {
        death = other;
        return this;
    }

    /** Lives until it has taken so many steps and stopped in good order. @return SHA-256 of the newest weights */
    String trainTo(long steps) throws Exception {
        start();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(state().position().step()).isEqualTo(steps));
        stop();
        return digest();
    }

    /** Lives until it has repeated all that its log has, then stops. */
    String recoverAndDigest() throws Exception {
        recover();
        stop();
        return digest();
    }

    private void recover() throws Exception {
        start();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(current().loop.progress().phase()).isEqualTo(Phase.TRAINING));
    }

    /** Id of the newest checkpoint that is whole. */
    String newestCheckpoint() {
        return newest().checkpointId();
    }

    /** What became of the records up to the newest checkpoint. */
    Ledger savedLedger() throws Exception {
        for (CheckpointFolder checkpoint : CheckpointFolder.newestFirst(folder)) {
            if (checkpoint.defect().isEmpty()) {
                return checkpoint.state().position().ledger();
            }
        }
        return Ledger.empty();
    }

    /** As another process would, without taking the student over. */
    AuditReport audit(String checkpointId, boolean fromTheBeginning) throws Exception {
        return audit(checkpointId, fromTheBeginning, ARITHMETIC);
    }

    /** As if it were on a machine that computes so. */
    AuditReport audit(String checkpointId, boolean fromTheBeginning, Arithmetic arithmetic) throws Exception {
        try (var stream = stream("audit")) {
            var reader = new KafkaStepLogReader(topics.kafka(), new RunTopics(run, 1).steps(spec.name()));
            var audit = new Audit(folder, lineage -> untrained(arithmetic), stream, reader, triage(), Ticker.SYSTEM);
            return fromTheBeginning ? audit.fromTheBeginning(checkpointId) : audit.of(checkpointId);
        }
    }

    private Student untrained(Arithmetic arithmetic) {
        try {
            byte[] network = BuiltinNetworks.author(spec.network(), setup.input(), spec.seed());
            Files.createDirectories(folder);
            Path file = Files.write(folder.resolve("network.pt"), network);
            var trainable =
                    new DjlNetworkRuntime(1).openTrainable(file, setup.input(), spec.objective(), spec.optimizer());
            return Student.untrained(Examples.generation(run), spec, trainable, "n", 1, arithmetic);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KafkaExampleStream stream(String group) {
        return new KafkaExampleStream(topics.kafka(), run, group, setup.input());
    }

    private Triage triage() {
        return new Triage(heldOut, false, new SeenRecords(500));
    }

    private CheckpointFolder newest() {
        return new CheckpointStore(folder, Retention.ofNewest(100))
                .newestWhole()
                .orElseThrow();
    }

    void stop() throws Exception {
        current().loop.stop();
        Ending ended = awaitEnd();
        for (int lives = 1; ended == Ending.UNLUCKY && lives < 5; lives++) {
            recover();
            current().loop.stop();
            ended = awaitEnd();
        }
        assertThat(ended).isEqualTo(Ending.STOPPED);
    }

    Phase phase() {
        return current().loop.progress().phase();
    }

    /** Empty while it does not. */
    String pausedBecause() {
        return current().loop.progress().pausedBecause().orElse("");
    }

    boolean resume() {
        return current().loop.resume();
    }

    /** From its next mini-batch on. */
    void adjust(Adjustment anew) {
        adjustment = anew;
    }

    /** All that will ever be in the topic is there. */
    void noneToCome() {
        noneToCome = true;
    }

    /** Earlier examples that this life has learnt from again. */
    long replayed() {
        return current().replayed.sum();
    }

    void abandon() throws InterruptedException {
        current().abandon = true;
        current().loop.stop();
        awaitEnd();
    }

    /** From its next life on, as if it were on a machine that says to compute so. */
    TestStudent computingWith(Arithmetic other) {
        arithmetic = other;
        return this;
    }

    /** What a checkpoint says; of the newest, that of {@link #newestCheckpoint}. */
    StudentState saved(String checkpointId) throws IOException {
        return new CheckpointFolder(folder.resolve(checkpointId)).state();
    }

    /** Ids of all its checkpoints, newest first. */
    List<String> checkpoints() throws IOException {
        return CheckpointFolder.newestFirst(folder).stream()
                .map(CheckpointFolder::checkpointId)
                .toList();
    }

    StudentCheckpoint checkpoint(String checkpointId) {
        return CheckpointStore.read(new CheckpointFolder(folder.resolve(checkpointId)));
    }

    /** Puts another one in the place of a checkpoint, whole and under its name. */
    void replace(String checkpointId, UnaryOperator<StudentCheckpoint> change) throws IOException {
        var checkpoint = change.apply(checkpoint(checkpointId));
        AtomicFiles.deleteFolder(folder.resolve(checkpointId));
        new CheckpointStore(folder, Retention.ofNewest(100)).write(checkpoint);
    }

    /** Puts another lineage in the place of a checkpoint's. */
    void relate(String checkpointId, UnaryOperator<StudentState.Lineage> change) throws IOException {
        replace(checkpointId, checkpoint -> {
            var state = checkpoint.state();
            return new StudentCheckpoint(
                    state.from(change.apply(state.lineage())),
                    checkpoint.network(),
                    checkpoint.replay(),
                    checkpoint.seen());
        });
    }

    ConfigurationDigest declaration() {
        return StudentDeclaration.of(Examples.generation(run).spec(), spec).digest();
    }

    /** The same with a share of the stream that it must not train on. */
    TestStudent holdingOut(double fraction) {
        heldOut = fraction;
        return this;
    }

    boolean isAlive() {
        return current().thread.isAlive();
    }

    Ending awaitEnd() throws InterruptedException {
        current().thread.join(60_000);
        assertThat(current().thread.isAlive()).isFalse();
        return current().ending;
    }

    /** Nanoseconds that this life has spent. */
    record Spent(long training, long logging, long pausing) {
        Spent since(Spent earlier) {
            return new Spent(training - earlier.training, logging - earlier.logging, pausing - earlier.pausing);
        }
    }

    Spent spent() {
        return new Spent(
                current().training.sum(),
                current().logging.sum(),
                current().pausing.sum());
    }

    long steps() {
        return state().position().step();
    }

    Ledger ledger() {
        return state().position().ledger();
    }

    private StudentState state() {
        return current().loop.progress().state();
    }

    private String digest() throws Exception {
        var newest = newest();
        String replayed = Files.exists(newest.replay()) ? FileDigest.of(newest.replay()) : "";
        return FileDigest.of(newest.weights()) + FileDigest.of(newest.optimizer()) + replayed;
    }

    private Life current() {
        return Objects.requireNonNull(life, "not started");
    }

    private final class Life implements TrainingObserver {
        private final ProtocolPoint fatal;
        private int times;
        private final TrainingLoop loop;
        private final Thread thread;
        private final LongAdder training = new LongAdder();
        private final LongAdder replayed = new LongAdder();
        private final LongAdder logging = new LongAdder();
        private final LongAdder pausing = new LongAdder();
        private volatile boolean abandon;
        private volatile Ending ending = Ending.FAILED;

        Life(ProtocolPoint fatal, int times) {
            this.fatal = fatal;
            this.times = times;
            var student = untrained(arithmetic);
            var stream =
                    new ReadAhead(stream(new RunTopics(run, 1).studentGroup(spec.name())), spec.name() + "-reading");
            var stepLog = new KafkaStepLog(topics.kafka(), new RunTopics(run, 1), spec.name(), CLOCK);
            var triage = triage();
            var store = new CheckpointStore(folder, Retention.ofNewest(100));
            var writer = new CheckpointWriter(spec.name(), store::write);
            var all = new StudentLife(student, stream, stepLog, triage, store, this, CLOCK);
            var checkpointing = new Checkpointing(
                    all, new CheckpointPolicy(setup.checkpoint(), Ticker.SYSTEM), writer, new StoreLayout(folder));
            var assembler = new MiniBatchAssembler(
                    new BatchingSpec(setup.batch(), Duration.ofMillis(300)), student.smallestBatch(), Ticker.SYSTEM);
            var circuit = new DeadLetterCircuit(new DeadLetterSpec(0.5, 20));
            loop = new TrainingLoop(all, checkpointing, circuit, assembler, () -> adjustment, () -> noneToCome);
            thread = new Thread(() -> {
                try {
                    loop.run();
                    ending = Ending.STOPPED;
                } catch (Abandoned wanted) {
                    ending = Ending.ABANDONED;
                } catch (FencedException fenced) {
                    ending = Ending.FENCED;
                } catch (OffsetGoneException overtaken) {
                    ending = Ending.OVERTAKEN;
                } catch (KafkaException failed) {
                    ending = Ending.UNLUCKY;
                }
                // Clients of an abandoned life are closed late, when the next one has long fenced them.
                writer.close();
                stepLog.close();
                stream.close();
                student.close();
            });
        }

        @Override
        public void passed(ProtocolPoint point) {
            if (abandon) {
                throw new Abandoned();
            }
            if (point == fatal && --times == 0) {
                death.run();
            }
        }

        @Override
        public void stepped(MiniBatch batch, int earlier, StepOutcome outcome, Duration took) {
            replayed.add(earlier);
            training.add(took.toNanos());
        }

        @Override
        public void logged(Duration took) {
            logging.add(took.toNanos());
        }

        @Override
        public void paused(Duration pause) {
            pausing.add(pause.toNanos());
        }

        @Override
        public void checkpointed(long bytes) {}
    }

    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
