package dev.limbeck.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.PromotionDecision;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.place.PlaceEntry;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.InvalidRunSpecException;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.docs.Page.CodeBlock;
import dev.limbeck.store.checkpoint.CheckpointManifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every example of a document is read by what reads such documents, and says all that they have. */
class ExamplesTest {
    /** A block that begins a run: what is left out is the rest of a small one. */
    private static final String REST =
            "{source: {topic: production.digits}, input: {shape: [1], classes: 2, normalisation: {mean: [0], std: [1]}},"
                    + " teacher: {artifact: teacher.pt}, students: [{name: small, network: \"builtin:mlp-8\"}]}";

    private static final Map<String, Class<?>> KINDS = Stream.of(
                    ArtifactMetadata.class,
                    CheckpointAnnounced.class,
                    CheckpointManifest.class,
                    EvaluationReport.class,
                    PlaceEntry.class,
                    PromotionDecision.class,
                    RunEvent.class,
                    StepLogEntry.class,
                    StudentState.class)
            .collect(Collectors.toMap(Class::getSimpleName, kind -> kind));

    /** Of an evaluation report: each part with that whose form it has. */
    private static final Map<String, String> FORMS = Map.of(
            "champion", "candidate",
            "teacher", "candidate",
            "control", "candidate",
            "againstTeacher", "againstChampion",
            "againstControl", "againstChampion");

    private static final String SHORTENED = " shortened";

    private static final ObjectMapper JSON = ContractJson.events();

    @Test
    void everyYamlBlockIsARun() {
        var blocks = blocks("yaml");

        assertThat(blocks).isNotEmpty().allSatisfy(block -> {
            assertThat(block.kind()).as(block.text()).isIn("run", "beginning of a run");
            assertThat(run(block.text().replace("…", REST)).spec().students()).isNotEmpty();
        });
    }

    @Test
    void theExampleOfARunIsTheOneThatTheDemoDeclares() {
        var example = Repository.page("docs/run-spec.md").blocks("yaml").stream()
                .filter(block -> block.kind().equals("run"))
                .map(block -> run(block.text()))
                .toList();

        assertThat(example)
                .containsExactly(
                        run(Repository.text("deploy/local/src/main/resources/dev/limbeck/local/demo/digits.yaml")));
    }

    @Test
    void everyRefusalIsOneThatTheReaderHas() {
        String spec = Repository.page("docs/run-spec.md").blocks("yaml").get(1).text();
        var refused = List.of(
                spec.replace("temperature: 4", "temperature: 0.0"),
                spec.replace("temperature: 4", "temprature: 4"),
                spec.replace("maxWait: 2s", "maxWait: 2"),
                spec.replace(", classes: 10", ""),
                spec.replaceFirst("(?s)    train:.*?    gate:", "    gate:"));

        var sentences = Repository.page("docs/run-spec.md").blocks().stream()
                .filter(block -> block.section().equals("Refusals"))
                .findFirst()
                .orElseThrow()
                .text()
                .lines()
                .toList();
        assertThat(sentences).hasSameSizeAs(refused);
        for (int at = 0; at < refused.size(); at++) {
            String wrong = refused.get(at);
            assertThatThrownBy(() -> run(wrong))
                    .isInstanceOf(InvalidRunSpecException.class)
                    .hasMessage(sentences.get(at));
        }
    }

    @Test
    void everyJsonBlockIsADocumentOfItsKindAndHasAllOfItsFields() throws IOException {
        var faults = new ArrayList<String>();
        for (var block : blocks("json")) {
            String kind = block.kind().replace(SHORTENED, "");
            assertThat(KINDS).as("```%s", block.info()).containsKey(kind);
            var type = requireNonNull(KINDS.get(kind));
            for (var document : documents(block.text())) {
                var whole = completed(document);
                var read = JSON.valueToTree(ContractJson.read(JSON.writeValueAsBytes(whole), type));
                compare(kind, fields(document), read, block.kind().endsWith(SHORTENED), faults);
            }
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void everyKindOfStepLogEntryHasAnExample() throws IOException {
        var shown = new ArrayList<String>();
        for (var block : blocks("json")) {
            for (var document : documents(block.text())) {
                shown.add(document.path("entry").asText());
            }
        }

        assertThat(shown).containsAll(Subtypes.of(StepLogEntry.class));
    }

    @Test
    void everyKindOfPlaceIsListedWithAnEntryThatIsRead() throws IOException {
        var table = Repository.page("docs/formats.md")
                .tablesHeaded("key", "value", "says")
                .get(0);

        var faults = new ArrayList<String>();
        for (var row : table.rows()) {
            byte[] entry = row.get(1).code().get(0).getBytes(UTF_8);
            JsonNode read = JSON.valueToTree(ContractJson.read(entry, PlaceEntry.class));
            compare(row.get(0).text(), JSON.readTree(entry), read, false, faults);
        }
        assertThat(faults).isEmpty();
        assertThat(table.rows())
                .extracting(row ->
                        JSON.readTree(row.get(1).code().get(0)).path("entry").asText())
                .containsExactlyInAnyOrderElementsOf(Subtypes.of(PlaceEntry.class));
    }

    /** The path of a data set is filled in by who declares the run. */
    private static DistillationRun run(String yaml) {
        return RunSpecReader.read(yaml.replace("${dataset}", "/data/digits"));
    }

    private static List<CodeBlock> blocks(String language) {
        return Repository.pages().stream()
                .flatMap(page -> page.blocks(language).stream())
                .toList();
    }

    private static List<JsonNode> documents(String text) throws IOException {
        try (var documents = JSON.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            return documents.readAll();
        }
    }

    /** The version of its form is written before them, and is none. */
    private static JsonNode fields(JsonNode document) {
        return document.path("version").isInt()
                ? document.<ObjectNode>deepCopy().without("version")
                : document;
    }

    /** As the page says of what is shortened: some parts have the form of another one. */
    private static JsonNode completed(JsonNode document) {
        var whole = document.<JsonNode>deepCopy();
        FORMS.forEach((part, form) -> {
            if (whole.path(part).isObject() && whole.path(form).isObject()) {
                var filled = whole.get(form).<ObjectNode>deepCopy();
                filled.setAll((ObjectNode) whole.get(part));
                ((ObjectNode) whole).set(part, filled);
            }
        });
        return whole;
    }

    /** @param shortened whether the example may leave fields out, as the page says */
    private static void compare(String path, JsonNode shown, JsonNode read, boolean shortened, List<String> faults) {
        if (!(shown instanceof ObjectNode object)) {
            compareValues(path, shown, read, shortened, faults);
            return;
        }
        object.fieldNames().forEachRemaining(field -> {
            if (read.has(field)) {
                compare(path + "." + field, object.get(field), read.get(field), shortened, faults);
            } else {
                faults.add(path + "." + field + " is no field that is read");
            }
        });
        read.fieldNames().forEachRemaining(field -> {
            if (!shortened && !object.has(field)) {
                faults.add(path + "." + field + " is missing in the example");
            }
        });
    }

    private static void compareValues(
            String path, JsonNode shown, JsonNode read, boolean shortened, List<String> faults) {
        if (shown.isArray() && read.isArray() && shown.size() == read.size()) {
            for (int at = 0; at < shown.size(); at++) {
                compare(path + "[" + at + "]", shown.get(at), read.get(at), shortened, faults);
            }
        } else if (shown.isNumber() && read.isNumber()) {
            if (Double.compare(shown.doubleValue(), read.doubleValue()) != 0) {
                faults.add("%s is shown as %s and read as %s".formatted(path, shown, read));
            }
        } else if (!shown.equals(read)) {
            faults.add("%s is shown as %s and read as %s".formatted(path, shown, read));
        }
    }
}
