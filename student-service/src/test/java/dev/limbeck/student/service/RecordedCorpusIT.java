package dev.limbeck.student.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.place.Place;
import dev.limbeck.contract.place.TopicNow;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.time.Ticker;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.network.safetensors.SafeTensors;
import dev.limbeck.store.AtomicFiles;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import dev.limbeck.student.audit.Audit;
import dev.limbeck.student.audit.AuditReport;
import dev.limbeck.student.batch.StreamRecord;
import dev.limbeck.student.batch.Triage;
import dev.limbeck.student.kafka.KafkaExampleStream;
import dev.limbeck.student.kafka.KafkaStepLogReader;
import dev.limbeck.student.training.ExampleStream;
import dev.limbeck.student.training.Student;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Students that earlier releases have trained, with what these releases kept of them. */
class RecordedCorpusIT extends RunningServices {
    private static final EmbeddedBroker BROKER = EmbeddedBroker.temporary();
    private static final Path CORPUS = Path.of("../corpus");
    private static final String STUDENT = "small";

    RecordedCorpusIT() {
        super(BROKER);
    }

    @AfterAll
    static void stopBroker() {
        BROKER.close();
    }

    static Stream<Path> releases() throws IOException {
        try (Stream<Path> folders = Files.list(CORPUS)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    /**
     * @param folder of the release
     * @param run as it stood when it was recorded
     */
    private record Release(Path folder, RunState run) {
        static Release of(Path folder) throws IOException {
            return new Release(folder, ContractJson.read(newestState(folder), RunState.class));
        }

        byte[] newestState() throws IOException {
            return newestState(folder);
        }

        private static byte[] newestState(Path folder) throws IOException {
            return RecordedTopics.newest(folder.resolve("topics"), RunTopics.RUN_STATE);
        }

        StudentSpec student() {
            return run.generation().spec().student(STUDENT);
        }

        /** The topics that a student learns from, at the offsets that its checkpoints name. */
        void restoreTopics(KafkaConnection kafka) throws IOException {
            TopicProvisioning.provideShared(kafka);
            TopicProvisioning.provide(kafka, run.generation());
            var recorded = new RecordedTopics(kafka, folder.resolve("topics"));
            recorded.restore(run.generation().topics().examples());
            recorded.restore(run.generation().topics().steps(STUDENT));
        }

        /** A copy of the store, which a student then goes on writing to. */
        void restoreStore(Path target) throws IOException {
            Path store = folder.resolve("store");
            try (Stream<Path> files = Files.walk(store)) {
                for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    Path copy = target.resolve(store.relativize(file));
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }

        Path checkpoints(Path store) {
            return new StoreLayout(store).checkpoints(run.run(), 1, STUDENT);
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyCheckpointIsDerivedAgainOrSaysWhyItCannotBe(Path folderOfRelease) throws Exception {
        // Given
        var release = Release.of(folderOfRelease);
        release.restoreStore(folder);
        try (var broker = EmbeddedBroker.temporary()) {
            var kafka = new KafkaConnection(broker.bootstrapServers(), "audit");
            release.restoreTopics(kafka);
            var checkpoints = CheckpointFolder.newestFirst(release.checkpoints(folder));
            assertThat(checkpoints).hasSizeGreaterThan(1);
            for (var checkpoint : checkpoints) {
                // When
                var report = audit(release, kafka, checkpoint);
                // Then
                if (report.verdict() == AuditReport.Verdict.UNDECIDABLE) {
                    assertThat(report.detail()).matches(".*(differently|does not say what it was trained with).*");
                } else {
                    assertThat(report.verdict()).isEqualTo(AuditReport.Verdict.CONFIRMED);
                }
            }
        }
    }

    private AuditReport audit(Release release, KafkaConnection kafka, CheckpointFolder checkpoint) throws IOException {
        var spec = release.student();
        Generation generation = release.run().generation();
        var runtime = new DjlNetworkRuntime(checkpoint.state().lineage().threads());
        var layout = new StoreLayout(folder);
        try (var stream = new RestoredStream(
                new KafkaExampleStream(
                        kafka,
                        generation.examplesOf(spec),
                        "audit",
                        generation.spec().signature()),
                checkpoint.state().position().topicId())) {
            return new Audit(
                            release.checkpoints(folder),
                            lineage -> Student.untrained(
                                    generation,
                                    spec,
                                    runtime.openTrainable(
                                            layout.intactNetwork(lineage.networkDigest()),
                                            generation.spec().signature(),
                                            spec.objective(),
                                            spec.optimizer()),
                                    lineage.networkDigest(),
                                    lineage.threads(),
                                    runtime.arithmetic()),
                            stream,
                            new KafkaStepLogReader(kafka, generation.topics().steps(STUDENT)),
                            Triage.of(generation.run(), spec),
                            Ticker.SYSTEM)
                    .of(checkpoint.checkpointId());
        }
    }

    /** The restored topic in the place of the recorded one, whose id no topic can be given again. */
    private record RestoredStream(ExampleStream restored, Optional<String> recordedId) implements ExampleStream {
        @Override
        public TopicNow seek(Place place) {
            var found = restored.seek(new Place(Optional.empty(), place.next()));
            return recordedId
                    .map(id -> new TopicNow(found.name(), id, found.partitions()))
                    .orElse(found);
        }

        @Override
        public List<StreamRecord> poll(Duration longestWait) {
            return restored.poll(longestWait);
        }

        @Override
        public long lag() {
            return restored.lag();
        }

        @Override
        public void reportProgress(SortedMap<Integer, Long> trainedThrough) {
            restored.reportProgress(trainedThrough);
        }

        @Override
        public void close() {
            restored.close();
        }
    }

    @Test
    void aStudentOfBeforeTopicsHadAnIdentityGoesOnFromItsCheckpointByItsStepLog() throws Exception {
        // Given
        var release = Release.of(CORPUS.resolve("5a64fa1"));
        release.restoreStore(folder);
        release.restoreTopics(runs.kafka());
        var checkpoints = CheckpointFolder.newestFirst(release.checkpoints(folder));
        var newest = recorded(release, checkpoints.get(0));
        var oldest = checkpoints.get(checkpoints.size() - 1);
        for (var later : checkpoints.subList(0, checkpoints.size() - 1)) {
            AtomicFiles.deleteFolder(later.path());
        }
        // When
        runs.sayRecorded(release.run().run(), release.newestState());
        start();
        // Then
        Generation generation = release.run().generation();
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(statuses(generation))
                .singleElement()
                .satisfies(status -> assertThat(ContractJson.read(ContractJson.write(status.ledger()), JsonNode.class))
                        .isEqualTo(newest.path("ledger"))));
        replicas.get(0).stop();
        var saved = CheckpointFolder.newestFirst(release.checkpoints(folder)).get(0);
        assertThat(saved.defect()).isEmpty();
        // It does not say what it was trained with, so what it went on from was written once more before that.
        var resumed = new CheckpointFolder(
                release.checkpoints(folder).resolve(saved.state().lineage().parent()));
        assertThat(resumed.state().lineage().parent()).isEqualTo(oldest.checkpointId());
        assertThat(resumed.state().position().batches())
                .isEqualTo(oldest.state().position().batches());
        assertThat(saved.state().position().batches())
                .isEqualTo(newest.path("batches").asLong());
        assertSameWeights(
                release.folder()
                        .resolve("store/checkpoints/corpus/g1/small")
                        .resolve(checkpoints.get(0).checkpointId())
                        .resolve(CheckpointFolder.WEIGHTS),
                saved.weights());
    }

    /** Another machine may round otherwise. */
    private static void assertSameWeights(Path expected, Path found) throws IOException {
        var weights = SafeTensors.read(expected);
        var others = SafeTensors.read(found);
        assertThat(others.keySet()).isEqualTo(weights.keySet());
        weights.forEach((name, tensor) -> {
            var values = tensor.values().asFloatBuffer();
            var other = Objects.requireNonNull(others.get(name)).values().asFloatBuffer();
            while (values.hasRemaining()) {
                assertThat(other.get()).as(name).isCloseTo(values.get(), within(1e-4f));
            }
            assertThat(other.hasRemaining()).as(name).isFalse();
        });
    }

    private static JsonNode recorded(Release release, CheckpointFolder checkpoint) throws IOException {
        return ContractJson.readKept(Files.readAllBytes(release.folder().resolve("corpus.json")), JsonNode.class)
                .path("checkpoints")
                .path(checkpoint.checkpointId());
    }
}
