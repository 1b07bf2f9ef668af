package dev.limbeck.student.audit;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.kafka.ClientSettings;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.service.RunSpecFile;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.student.batch.Triage;
import dev.limbeck.student.checkpoint.CheckpointStore;
import dev.limbeck.student.checkpoint.Retention;
import dev.limbeck.student.kafka.KafkaExampleStream;
import dev.limbeck.student.kafka.KafkaStepLogReader;
import dev.limbeck.student.training.Student;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Audits one checkpoint in a process of its own, which shares nothing with the one that wrote it but what is durable.
 * Settings come as system properties of the same names as the service's; the report goes to standard output as JSON.
 * {@code -Dlimbeck.audit.from-beginning=true} derives from the untrained student instead of the nearest checkpoint.
 * {@code -Dlimbeck.audit.generation} is the newest that has checkpoints of the student, unless it is given.
 */
public final class AuditMain {
    private static final int CONFIRMED = 0;
    private static final int REFUTED = 1;
    private static final int UNDECIDABLE = 3;

    private AuditMain() {}

    public static void main(String[] arguments) throws IOException {
        DistillationRun run = RunSpecFile.ofProcess();
        var layout = new StoreLayout(Path.of(required("limbeck.store")).toAbsolutePath());
        var kafka = new KafkaConnection(ClientSettings.ofProcess(), "limbeck-audit");
        String student = required("limbeck.audit.student");
        AuditReport report = audit(
                new Generation(run, generation(layout, run.name(), student)),
                run.spec().student(student),
                layout,
                kafka,
                required("limbeck.audit.checkpoint"));
        System.out.println(new String(ContractJson.writePretty(report), StandardCharsets.UTF_8));
        System.exit(
                switch (report.verdict()) {
                    case CONFIRMED -> CONFIRMED;
                    case REFUTED -> REFUTED;
                    case UNDECIDABLE -> UNDECIDABLE;
                });
    }

    private static int generation(StoreLayout layout, String run, String student) throws IOException {
        String asked = System.getProperty("limbeck.audit.generation");
        if (asked == null) {
            return layout.newestGeneration(run, student)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "student %s of run %s has no checkpoints".formatted(student, run)));
        }
        try {
            return Integer.parseInt(asked);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(
                    "-Dlimbeck.audit.generation is '%s', allowed is a whole number from 1 on".formatted(asked), wrong);
        }
    }

    private static AuditReport audit(
            Generation run, StudentSpec spec, StoreLayout layout, KafkaConnection kafka, String checkpoint)
            throws IOException {
        Path folder = layout.checkpoints(run.name(), run.number(), spec.name());
        int threads = new CheckpointStore(folder, Retention.ofNewest(Integer.MAX_VALUE))
                .newestWhole()
                .map(newest -> CheckpointStore.read(newest).state().lineage().threads())
                .orElse(1);
        var runtime = new DjlNetworkRuntime(threads);
        try (var stream = new KafkaExampleStream(
                kafka, run.examplesOf(spec), "limbeck-audit", run.spec().signature())) {
            var audit = new Audit(
                    folder,
                    lineage -> Student.untrained(
                            run,
                            spec,
                            runtime.openTrainable(
                                    layout.intactNetwork(lineage.networkDigest()),
                                    run.spec().signature(),
                                    spec.objective(),
                                    spec.optimizer()),
                            lineage.networkDigest(),
                            lineage.threads(),
                            runtime.arithmetic()),
                    stream,
                    new KafkaStepLogReader(kafka, run.topics().steps(spec.name())),
                    Triage.of(run.run(), spec),
                    Ticker.SYSTEM);
            return Boolean.getBoolean("limbeck.audit.from-beginning")
                    ? audit.fromTheBeginning(checkpoint)
                    : audit.of(checkpoint);
        }
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalArgumentException("-D" + property + " is missing");
        }
        return value;
    }
}
