package dev.limbeck.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.codec.Decoded;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.PromotionDecision;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.json.Kept;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.place.PlaceEntry;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What releases have kept of a small run: written by them, and never edited. */
class RecordedCorpusTest {
    private static final Path CORPUS = Path.of("../corpus");
    /** By what the names of their topics begin with. */
    private static final Map<String, Class<?>> ON_TOPICS = Map.of(
            "limbeck.run.commands", RunCommand.class,
            "limbeck.run.events", RunEvent.class,
            "limbeck.run.orders", RunOrder.class,
            "limbeck.run.state", RunState.class,
            "limbeck.run.history", RunHistoryEntry.class,
            "limbeck.run.status", PartStatus.class,
            "limbeck.checkpoints", CheckpointAnnounced.class,
            "limbeck.evaluations", EvaluationReport.class,
            "limbeck.steps.", StepLogEntry.class,
            "limbeck.places.", PlaceEntry.class);
    /** By what their paths end with. */
    private static final Map<String, Class<?>> IN_STORE =
            Map.of("/evaluation.json", EvaluationReport.class, "/decision.json", PromotionDecision.class);

    static Stream<Path> releases() throws IOException {
        try (Stream<Path> folders = Files.list(CORPUS)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    /** One that was written. */
    private record Document(Class<?> type, JsonNode json) {
        Object read() {
            return ContractJson.read(ContractJson.write(json), type);
        }

        int version() {
            return json.path(type.getAnnotation(Kept.class).key()).asInt(1);
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void isWholeAndAsItWasRecorded(Path release) throws IOException {
        // Given
        var recorded = new TreeMap<String, String>();
        json(release.resolve("corpus.json"))
                .path("files")
                .properties()
                .forEach(file -> recorded.put(file.getKey(), file.getValue().asText()));
        // When
        var there = new TreeMap<String, String>();
        for (Path file : files(release)) {
            if (!file.endsWith("corpus.json")) {
                there.put(release.relativize(file).toString(), FileDigest.of(file));
            }
        }
        // Then
        assertThat(there).isNotEmpty().isEqualTo(recorded);
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyDocumentIsRead(Path release) throws IOException {
        for (var document : documents(release)) {
            assertThat(document.read())
                    .as("%s %s", document.type().getSimpleName(), document.json())
                    .isInstanceOf(document.type())
                    .isNotInstanceOf(RunEvent.OfUnknownKind.class);
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyExampleIsDecoded(Path release) throws IOException {
        var examples = lines(release.resolve("topics/limbeck.examples.corpus.g1.jsonl"));
        assertThat(examples).isNotEmpty().allSatisfy(line -> assertThat(RecordCodec.decodeExample(
                        Base64.getDecoder().decode(line.path("base64").asText())))
                .isInstanceOf(Decoded.Accepted.class));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyCheckpointIsWhatItWas(Path release) throws IOException {
        var recorded = json(release.resolve("corpus.json")).path("checkpoints");
        assertThat(recorded.isEmpty()).isFalse();
        for (var id : (Iterable<String>) recorded::fieldNames) {
            var expected = recorded.path(id);
            var checkpoint = new CheckpointFolder(
                    release.resolve("store/checkpoints/corpus/g1/small").resolve(id));
            assertThat(checkpoint.defect()).isEmpty();
            assertThat(checkpoint.digest()).isEqualTo(expected.path("digest").asText());
            var position =
                    ContractJson.read(ContractJson.write(checkpoint.state().position()), JsonNode.class);
            for (String field : List.of("step", "batches", "trainedThrough", "ledger")) {
                assertThat(position.path(field)).as(field).isEqualTo(expected.path(field));
            }
            assertThat(checkpoint.state().lineage().parent())
                    .isEqualTo(expected.path("parent").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void theRunStandsWhereItStood(Path release) throws IOException {
        // Given
        var recorded = json(release.resolve("corpus.json"));
        // When
        var states = documents(release).stream()
                .filter(document -> document.type() == RunState.class)
                .map(document -> (RunState) document.read())
                .toList();
        // Then
        var newest = states.get(states.size() - 1);
        assertThat(newest.revision()).isEqualTo(recorded.path("revision").asLong());
        assertThat(newest.currentChampion().orElseThrow().checkpointDigest())
                .isEqualTo(recorded.path("champion").asText());
        assertThat(newest.candidates()).anyMatch(candidate -> candidate.measured());
    }

    /** A form that came after the first recording is recorded, too. */
    @Test
    void everyVersionOfEveryDocumentIsInTheCorpus() throws IOException {
        var versions = new TreeMap<String, TreeSet<Integer>>();
        for (Path release : releases().toList()) {
            for (var document : documents(release)) {
                versions.computeIfAbsent(document.type().getSimpleName(), any -> new TreeSet<>())
                        .add(document.version());
            }
        }
        Stream.of(ON_TOPICS, IN_STORE)
                .flatMap(types -> types.values().stream())
                .distinct()
                .forEach(type -> {
                    int present = type.getAnnotation(Kept.class).version();
                    var recorded = versions.getOrDefault(type.getSimpleName(), new TreeSet<>());
                    assertThat(recorded).as(type.getSimpleName()).isNotEmpty();
                    assertThat(recorded)
                            .as("recorded versions of %s", type.getSimpleName())
                            .containsAll(IntStream.rangeClosed(recorded.first(), present)
                                    .boxed()
                                    .toList());
                });
    }

    private static List<Document> documents(Path release) throws IOException {
        var documents = new ArrayList<Document>();
        for (Path file : files(release.resolve("topics"))) {
            for (JsonNode line : lines(file)) {
                if (line.has("json")) {
                    documents.add(new Document(typeOn(file.getFileName().toString()), line.path("json")));
                }
            }
        }
        for (Path file : files(release.resolve("store"))) {
            IN_STORE.entrySet().stream()
                    .filter(type -> file.toString().endsWith(type.getKey()))
                    .forEach(type -> documents.add(new Document(type.getValue(), json(file))));
            if (file.startsWith(release.resolve("store/evaluations"))) {
                documents.add(new Document(EvaluationReport.class, json(file)));
            }
        }
        return documents;
    }

    private static Class<?> typeOn(String topic) {
        return ON_TOPICS.entrySet().stream()
                .filter(type -> topic.startsWith(type.getKey()))
                .<Class<?>>map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody reads JSON on " + topic));
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> ContractJson.read(line.getBytes(UTF_8), JsonNode.class))
                .toList();
    }

    private static JsonNode json(Path file) {
        try {
            return ContractJson.readKept(Files.readAllBytes(file), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
