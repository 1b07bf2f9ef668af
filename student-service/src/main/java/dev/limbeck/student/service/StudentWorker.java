package dev.limbeck.student.service;

import dev.limbeck.contract.event.Score.Arm;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.run.BatchingSpec;
import dev.limbeck.contract.run.RunSpec;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.run.StudentSpec.LearnsFrom;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.service.stage.DeadLetterCircuit;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.student.batch.MiniBatchAssembler;
import dev.limbeck.student.batch.Triage;
import dev.limbeck.student.checkpoint.CheckpointPolicy;
import dev.limbeck.student.checkpoint.CheckpointStore;
import dev.limbeck.student.checkpoint.CheckpointWriter;
import dev.limbeck.student.checkpoint.Retention;
import dev.limbeck.student.kafka.KafkaExampleStream;
import dev.limbeck.student.kafka.KafkaStepLog;
import dev.limbeck.student.training.Checkpointing;
import dev.limbeck.student.training.ReadAhead;
import dev.limbeck.student.training.Student;
import dev.limbeck.student.training.StudentLife;
import dev.limbeck.student.training.TrainingLoop;
import dev.limbeck.student.training.TrainingObserver;
import dev.limbeck.work.Harmless;
import java.util.function.UnaryOperator;

/** One student with all it holds: network, clients, loop. Opened, run and closed by one thread. */
public final class StudentWorker implements AutoCloseable {
    private final StudentSpec spec;
    private final StudentMetrics metrics;
    private final TrainingLoop loop;
    private final CheckpointWriter writer;
    private final long parameters;
    private final OpenResources held;

    private StudentWorker(
            StudentSpec spec,
            StudentMetrics metrics,
            TrainingLoop loop,
            CheckpointWriter writer,
            long parameters,
            OpenResources held) {
        this.spec = spec;
        this.metrics = metrics;
        this.loop = loop;
        this.writer = writer;
        this.parameters = parameters;
        this.held = held;
    }

    /** @param watching given the student's own metrics, the observer to tell; it is told on the training thread */
    public static StudentWorker open(
            Generation generation,
            StudentSpec spec,
            Desired desired,
            StudentParts parts,
            UnaryOperator<TrainingObserver> watching) {
        var held = new OpenResources();
        boolean opened = false;
        try {
            var worker = open(generation, spec, desired, parts, watching, held);
            opened = true;
            return worker;
        } finally {
            if (!opened) {
                held.close();
            }
        }
    }

    private static StudentWorker open(
            Generation generation,
            StudentSpec spec,
            Desired desired,
            StudentParts parts,
            UnaryOperator<TrainingObserver> watching,
            OpenResources held) {
        RunSpec runSpec = generation.spec();
        var student = held.holding(untrained(generation, spec, desired, parts));
        String group = generation.topics().studentGroup(spec.name());
        var examples = new KafkaExampleStream(parts.kafka, generation.examplesOf(spec), group, runSpec.signature());
        var stream = held.holding(new ReadAhead(examples, "reading-" + generation.name() + "-" + spec.name()));
        held.holding(
                parts.heap.take(spec.name(), HeapNeed.of(runSpec, spec, examples.partitions(), student.parameters())));
        var stepLog = held.holding(new KafkaStepLog(parts.kafka, generation.topics(), spec.name(), parts.clock));
        var metrics = held.holding(new StudentMetrics(parts.registry, generation.name(), spec.name(), parts.clock));
        var observer = watching.apply(Harmless.observer(TrainingObserver.class, metrics));
        var triage = Triage.of(generation.run(), spec);
        var store = checkpoints(generation, spec, desired, parts.layout);
        var writer = held.holding(new CheckpointWriter(generation.name() + "-" + spec.name(), store::write));
        var life = new StudentLife(student, stream, stepLog, triage, store, observer, parts.clock);
        var checkpointing = new Checkpointing(
                life, new CheckpointPolicy(runSpec.checkpoint(), Ticker.SYSTEM), writer, parts.layout);
        var assembler =
                new MiniBatchAssembler(runSpec.batching(), smallestBatch(student, runSpec.batching()), Ticker.SYSTEM);
        var circuit = new DeadLetterCircuit(runSpec.deadLetters());
        var loop = new TrainingLoop(life, checkpointing, circuit, assembler, desired::adjustment, desired::noneToCome);
        metrics.follow(loop.progress());
        return new StudentWorker(spec, metrics, loop, writer, student.parameters(), held);
    }

    private static int smallestBatch(Student student, BatchingSpec batching) {
        if (batching.size() < student.smallestBatch()) {
            throw new UnusableNetworkException(
                    "student %s cannot learn from mini-batches of %d: its network needs %d examples at a time, as batch norm does; set batching.size to that or more"
                            .formatted(student.state().student(), batching.size(), student.smallestBatch()));
        }
        return student.smallestBatch();
    }

    private static Student untrained(Generation generation, StudentSpec spec, Desired desired, StudentParts parts) {
        var input = generation.spec().signature();
        String digest = initialNetwork(generation, spec, desired, parts);
        var network = opened(spec, parts, digest, input);
        return Student.untrained(generation, spec, network, digest, parts.config.threads(), parts.runtime.arithmetic());
    }

    private static TrainableNetwork opened(StudentSpec spec, StudentParts parts, String digest, Signature input) {
        try {
            return parts.runtime.openTrainable(
                    parts.layout.intactNetwork(digest), input, spec.objective(), spec.optimizer());
        } catch (UnusableNetworkException unfit) {
            throw unfit.of(StudentNetworks.declaredName(spec));
        }
    }

    /** The artifact of a champion is needed until there is a checkpoint: after that it may be cleared away. */
    private static String initialNetwork(Generation generation, StudentSpec spec, Desired desired, StudentParts parts) {
        var networks = new StudentNetworks(parts.layout);
        var input = generation.spec().signature();
        return desired.beginsFrom()
                .filter(one -> one.student().equals(spec.name()))
                .filter(one -> spec.learnsFrom() == LearnsFrom.STREAM)
                .map(one -> checkpoints(generation, spec, desired, parts.layout)
                        .newestWhole()
                        .map(newest ->
                                CheckpointStore.read(newest).state().lineage().networkDigest())
                        .orElseGet(() -> networks.provide(spec, input, one)))
                .orElseGet(() -> networks.provide(spec, input));
    }

    private static CheckpointStore checkpoints(
            Generation generation, StudentSpec spec, Desired desired, StoreLayout layout) {
        String run = generation.name();
        int number = generation.number();
        return new CheckpointStore(
                layout.checkpoints(run, number, spec.name()),
                new Retention(
                        generation.spec().checkpoint().keep(),
                        checkpointId -> layout.isChampion(run, number, spec.name(), checkpointId),
                        desired.unanswered(spec.name())));
    }

    public void run() {
        boolean failed = true;
        try {
            loop.run();
            failed = false;
        } finally {
            loop.progress().ended(failed);
        }
    }

    public void stop() {
        loop.stop();
        writer.stopTrying();
    }

    /** @return whether it was paused until somebody says so */
    boolean resume() {
        return loop.resume();
    }

    StudentStatus status() {
        var progress = loop.progress();
        return new StudentStatus(
                spec.name(),
                spec.isControl() ? Arm.CONTROL : Arm.DISTILLED,
                progress.phase(),
                progress.state().position().step(),
                progress.loss(),
                metrics.terms(),
                progress.state().position().ledger(),
                progress.lag(),
                progress.unsavedSteps(),
                progress.checkpointId(),
                progress.pausedBecause(),
                progress.state().adjustment(),
                progress.state().lineage().arithmeticSince(),
                parameters);
    }

    @Override
    public void close() {
        held.close();
    }
}
