package dev.limbeck.student.service;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.circuit.DeadLetterCircuit;
import dev.limbeck.contract.event.Score.Arm;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.RunSpec;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.student.batch.BatchAssembler;
import dev.limbeck.student.batch.Triage;
import dev.limbeck.student.checkpoint.CheckpointPolicy;
import dev.limbeck.student.checkpoint.CheckpointStore;
import dev.limbeck.student.checkpoint.CheckpointWriter;
import dev.limbeck.student.kafka.KafkaExampleStream;
import dev.limbeck.student.kafka.KafkaStepLog;
import dev.limbeck.student.steplog.StepLog;
import dev.limbeck.student.training.Checkpointing;
import dev.limbeck.student.training.ExampleStream;
import dev.limbeck.student.training.GapWatch;
import dev.limbeck.student.training.Student;
import dev.limbeck.student.training.TrainingLoop;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;

/** One student with all it holds: network, consumer, loop. Opened, run and closed by one thread. */
final class StudentWorker implements AutoCloseable {
    private final StudentSpec spec;
    private final Student student;
    private final ExampleStream stream;
    private final StepLog stepLog;
    private final CheckpointWriter writer;
    private final TrainingLoop loop;
    private final long parameters;

    private StudentWorker(
            StudentSpec spec,
            Student student,
            ExampleStream stream,
            StepLog stepLog,
            CheckpointWriter writer,
            TrainingLoop loop) {
        this.spec = spec;
        this.student = student;
        this.stream = stream;
        this.stepLog = stepLog;
        this.writer = writer;
        this.loop = loop;
        this.parameters = student.parameters();
    }

    static StudentWorker open(
            DistillationRun run,
            StudentSpec spec,
            StoreLayout layout,
            NetworkRuntime runtime,
            KafkaConnection kafka,
            int threads,
            MeterRegistry registry,
            Clock clock) {
        RunSpec runSpec = run.spec();
        String digest = new StudentNetworks(layout).provide(spec, runSpec.input());
        var network =
                runtime.openTrainable(layout.network(digest), runSpec.input(), spec.objective(), spec.optimizer());
        var student = Student.untrained(
                run.name(),
                spec,
                network,
                new StudentState.Lineage(digest, declarationDigest(run, spec), "", 0, threads));
        String group = run.topics().studentGroup(spec.name());
        var stream = new KafkaExampleStream(
                kafka, run.examplesOf(spec), group, runSpec.input().signature());
        var stepLog = new KafkaStepLog(kafka, run.topics(), spec.name(), clock);
        var metrics = new StudentMetrics(registry, run.name(), spec.name(), clock);
        var triage = Triage.of(run, spec);
        var store = new CheckpointStore(
                layout.checkpoints(run.name(), spec.name()),
                runSpec.checkpoint().keep(),
                checkpointId -> layout.isChampion(run.name(), spec.name(), checkpointId));
        var writer = new CheckpointWriter(spec.name(), store::write);
        var checkpointing = new Checkpointing(
                student,
                stream,
                stepLog,
                triage.seen(),
                new CheckpointPolicy(runSpec.checkpoint(), clock),
                writer,
                layout,
                metrics,
                clock);
        var gap = new GapWatch(student, run.examplesOf(spec), stream, stepLog, clock);
        var assembler = new BatchAssembler(runSpec.batching(), clock);
        var circuit = new DeadLetterCircuit(runSpec.deadLetters());
        var loop = new TrainingLoop(
                student, stream, stepLog, triage, circuit, assembler, store, checkpointing, gap, metrics);
        metrics.follow(loop.progress());
        return new StudentWorker(spec, student, stream, stepLog, writer, loop);
    }

    /** Of all that decides which records are trained on and how. */
    private static String declarationDigest(DistillationRun run, StudentSpec spec) {
        return Sha256.hex(ContractJson.write(List.of(
                spec,
                run.spec().input(),
                run.spec().evaluation().heldOut().fraction(),
                run.spec().deduplication())));
    }

    void run() {
        boolean failed = true;
        try {
            loop.run();
            failed = false;
        } finally {
            loop.progress().ended(failed);
        }
    }

    void stop() {
        loop.stop();
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
                progress.state().position().ledger(),
                progress.lag(),
                progress.unsavedSteps(),
                progress.checkpointId(),
                progress.pausedBecause(),
                parameters);
    }

    @Override
    public void close() {
        writer.close();
        stepLog.close();
        stream.close();
        student.close();
    }
}
