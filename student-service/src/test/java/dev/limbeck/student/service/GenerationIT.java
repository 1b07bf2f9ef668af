package dev.limbeck.student.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.event.Scores;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.network.safetensors.SafeTensors;
import dev.limbeck.network.torchscript.TorchScriptArchive;
import dev.limbeck.store.AtomicFiles;
import dev.limbeck.store.FileDigest;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import dev.limbeck.student.audit.Audit;
import dev.limbeck.student.audit.AuditReport.Verdict;
import dev.limbeck.student.batch.Triage;
import dev.limbeck.student.kafka.KafkaExampleStream;
import dev.limbeck.student.kafka.KafkaStepLogReader;
import dev.limbeck.student.training.Student;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the record of a generation asks of its students: how to begin, and what to change while they train. */
class GenerationIT extends RunningServices {
    private static final EmbeddedBroker BROKER = EmbeddedBroker.temporary();
    private static final Adjustment LOWERED = new Adjustment(0.25, 3);

    GenerationIT() {
        super(BROKER);
    }

    @AfterAll
    static void stopBroker() {
        BROKER.close();
    }

    @Test
    void anAdjustmentReachesStudentsInTheirPresentLife() throws Exception {
        // Given
        var run = distilling("adjusted");
        runs.produce(run, 0, 10 * BATCH);
        start();
        awaitOffered(run, 10 * BATCH);
        // When
        runs.say(run, Optional.empty(), LOWERED);
        awaitAdjusted(run, LOWERED, 10);
        runs.say(run, Optional.empty(), Adjustment.NONE);
        awaitAdjusted(run, Adjustment.NONE, 100);
        runs.say(run, RunPhase.PAUSED);
        await().atMost(LONG_ENOUGH).until(() -> statuses(run).isEmpty());
        // Then
        assertThat(runs.batches(run, "small"))
                .extracting(batch -> batch.adjustment())
                .contains(LOWERED)
                .endsWith(Adjustment.NONE);
        assertThat(runs.batches(run, "small"))
                .extracting(batch -> batch.writer())
                .containsOnly(1);
        assertThat(audited(run, "small", false)).isEqualTo(Verdict.CONFIRMED);
    }

    @Test
    void theStudentOfTheChampionsNameBeginsWithItsWeightsAndTheOthersAnew() throws Exception {
        // Given
        var first = distilling("begins");
        runs.produce(first, 0, 30 * BATCH);
        start();
        awaitOffered(first, 30 * BATCH);
        runs.say(first, RunPhase.PAUSED);
        await().atMost(LONG_ENOUGH).until(() -> statuses(first).isEmpty());
        var champion = promoted(first);
        // When
        var second = new Generation(first.run(), 2);
        runs.provide(second);
        runs.say(second, Optional.of(champion), Adjustment.NONE);
        runs.produce(second, 0, 5 * BATCH);
        awaitOffered(second, 5 * BATCH);
        runs.say(second, RunPhase.PAUSED);
        await().atMost(LONG_ENOUGH).until(() -> statuses(second).isEmpty());
        // Then
        String promoted = FileDigest.of(artifact(champion));
        var warm = newestCheckpoint(second, "small").state().lineage();
        assertThat(warm.networkDigest()).isEqualTo(promoted);
        assertThat(newestCheckpoint(second, "other").state().lineage().networkDigest())
                .isEqualTo(newestCheckpoint(first, "other").state().lineage().networkDigest());
        assertThat(audited(second, "small", true)).isEqualTo(Verdict.CONFIRMED);
        // When: the artifact is cleared away
        AtomicFiles.deleteFolder(folder.resolve(champion.location()));
        runs.say(second, Optional.of(champion), Adjustment.NONE);
        runs.produce(second, 5 * BATCH, 5 * BATCH);
        // Then
        awaitOffered(second, 10 * BATCH);
    }

    @Test
    void aStudentWhoseChampionIsGoneSaysSoAndBeginsOnceItIsThere() throws Exception {
        // Given
        var first = distilling("gone");
        runs.produce(first, 0, 5 * BATCH);
        var replica = start();
        awaitOffered(first, 5 * BATCH);
        runs.say(first, RunPhase.PAUSED);
        await().atMost(LONG_ENOUGH).until(() -> statuses(first).isEmpty());
        var champion = promoted(first);
        Path elsewhere = folder.resolve("elsewhere.pt");
        Files.move(artifact(champion), elsewhere);
        // When
        var second = new Generation(first.run(), 2);
        runs.provide(second);
        runs.say(second, Optional.of(champion), Adjustment.NONE);
        runs.produce(second, 0, 5 * BATCH);
        // Then
        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(replica.service().failed())
                        .singleElement()
                        .satisfies(failed -> assertThat(failed.failure().orElseThrow())
                                .contains("student small begins with the champion's weights", "cannot be used")));
        // When
        Files.move(elsewhere, artifact(champion));
        // Then
        awaitOffered(second, 5 * BATCH);
    }

    private void awaitAdjusted(Generation run, Adjustment adjustment, int from) {
        int[] produced = {from * BATCH};
        await().atMost(LONG_ENOUGH).untilAsserted(() -> {
            runs.produce(run, produced[0], BATCH);
            produced[0] += BATCH;
            assertThat(statuses(run)).hasSize(2).allSatisfy(status -> assertThat(status.adjustment())
                    .isEqualTo(adjustment));
        });
    }

    private Path artifact(Champion champion) {
        return folder.resolve(champion.location()).resolve(StoreLayout.NETWORK);
    }

    /** The newest checkpoint of the first student, exported as an evaluator does. */
    private Champion promoted(Generation run) throws Exception {
        var layout = new StoreLayout(folder);
        CheckpointFolder newest = newestCheckpoint(run, "small");
        Path target = layout.promoted(run.name(), run.number(), "small", newest.checkpointId());
        byte[] network = TorchScriptArchive.read(
                        layout.network(newest.state().lineage().networkDigest()))
                .withTensors(SafeTensors.read(newest.weights()))
                .toBytes();
        AtomicFiles.writeFolder(target, files -> Files.write(files.resolve(StoreLayout.NETWORK), network));
        var score = Scores.of(
                "small",
                Score.Arm.DISTILLED,
                newest.checkpointId(),
                newest.id().step(),
                Scores.metrics(1, 0),
                new Score.Cost(1, 1, 1, 1, 1));
        return new Champion(
                run.number(), newest.digest(), score, folder.relativize(target).toString(), Instant.EPOCH);
    }

    private Verdict audited(Generation run, String student, boolean fromTheBeginning) throws Exception {
        var layout = new StoreLayout(folder);
        var spec = run.spec().student(student);
        var input = run.spec().signature();
        try (var stream = new KafkaExampleStream(runs.kafka(), run.examplesOf(spec), "audit", input)) {
            var audit = new Audit(
                    layout.checkpoints(run.name(), run.number(), student),
                    lineage -> Student.untrained(
                            run,
                            spec,
                            new DjlNetworkRuntime(1)
                                    .openTrainable(
                                            layout.network(lineage.networkDigest()),
                                            input,
                                            spec.objective(),
                                            spec.optimizer()),
                            lineage.networkDigest(),
                            lineage.threads(),
                            new DjlNetworkRuntime(1).arithmetic()),
                    stream,
                    new KafkaStepLogReader(runs.kafka(), run.topics().steps(student)),
                    Triage.of(run.run(), spec),
                    Ticker.SYSTEM);
            String newest = newestCheckpoint(run, student).checkpointId();
            return (fromTheBeginning ? audit.fromTheBeginning(newest) : audit.of(newest)).verdict();
        }
    }
}
