package dev.limbeck.contract.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.run.StudentDeclaration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What students are known by for ever: a change of a digest here is a change of the contract. */
class ConfigurationDigestTest {
    private static final String STUDENT = "{name: small, network: 'builtin:cnn-2'}";
    private static final StudentDeclaration PLAIN = declared(STUDENT, "");

    @Test
    void whatIsDeclaredIsAllThatCounts() {
        assertThat(PLAIN.digest().value())
                .isEqualTo(sha("{'input':{'classes':4,'normalisation':{'mean':[127],'std':[64]},'shape':[1,8,8]},"
                        + "'student':{'name':'small','network':'builtin:cnn-2'}}"));
    }

    @Test
    void whatDiffersFromItsDefaultCountsAtEveryDepth() {
        assertThat(declared(
                                "{name: small, network: 'builtin:cnn-2', objective: {temperature: 2}, seed: 1,"
                                        + " optimizer: {learningRate: 1e-4, schedule: {warmupSteps: 100}}}",
                                "deduplication: {window: 500}")
                        .digest()
                        .value())
                .isEqualTo(sha("{'deduplication':{'window':5E+2},"
                        + "'input':{'classes':4,'normalisation':{'mean':[127],'std':[64]},'shape':[1,8,8]},"
                        + "'student':{'name':'small','network':'builtin:cnn-2','objective':{'temperature':2},"
                        + "'optimizer':{'learningRate':0.0001,'schedule':{'warmupSteps':1E+2}}}}"));
    }

    /** Each key with its default: who adds one adds it here, and whoever changes a default changes what was made. */
    @Test
    void everyDefaultIsPartOfWhatItMeansToSayNothing() throws JsonProcessingException {
        // Given
        String spelledOut = "{'student':{'name':'small','network':'builtin:cnn-2',"
                + "'objective':{'softTargetWeight':0.9,'temperature':4.0},"
                + "'optimizer':{'kind':'adam','learningRate':0.001,'momentum':0.9,'weightDecay':0.0,'gradientClip':5.0,"
                + "'schedule':{'warmupSteps':0,'decaySteps':0,'finalShare':1.0}},"
                + "'learnsFrom':'stream','replay':{'capacity':0,'share':0.0},'seed':1},"
                + "'input':{'shape':[1,8,8],'classes':4,'normalisation':{'mean':[127.0],'std':[64.0]}},"
                + "'heldOutFraction':0.05,'deduplication':{'window':2000}}";
        // When
        String written = new String(ContractJson.write(PLAIN), UTF_8);
        // Then
        assertThat(written).isEqualTo(spelledOut.replace('\'', '"'));
        assertThat(ContractJson.strictYaml()
                        .readValue(written, StudentDeclaration.class)
                        .digest())
                .isEqualTo(PLAIN.digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{network: 'builtin:cnn-2', name: small}",
                "{name: small, network: 'builtin:cnn-2', seed: 1, learnsFrom: stream}",
                "{name: small, network: 'builtin:cnn-2', objective: {}, optimizer: {learningRate: 0.001}}",
                "{name: small, network: 'builtin:cnn-2', objective: {softTargetWeight: 0.90, temperature: 4.0}}",
                "{name: small, network: 'builtin:cnn-2', replay: {}, optimizer: {kind: adam, gradientClip: 5}}",
            })
    void whatSaysTheSameIsTheSame(String student) {
        assertThat(declared(student, "deduplication: {window: 2000}").digest()).isEqualTo(PLAIN.digest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: other, network: 'builtin:cnn-2'} | ''",
                "{name: small, network: 'builtin:cnn-4'} | ''",
                "{name: small, network: 'builtin:cnn-2', seed: 2} | ''",
                "{name: small, network: 'builtin:cnn-2', seed: 9007199254740993} | ''",
                "{name: small, network: 'builtin:cnn-2', seed: 9007199254740992} | ''",
                "{name: small, network: 'builtin:cnn-2', learnsFrom: labelled} | ''",
                "{name: small, network: 'builtin:cnn-2', objective: {softTargetWeight: 0.8}} | ''",
                "{name: small, network: 'builtin:cnn-2', optimizer: {kind: sgd}} | ''",
                "{name: small, network: 'builtin:cnn-2', optimizer: {weightDecay: 1e-9}} | ''",
                "{name: small, network: 'builtin:cnn-2', optimizer: {schedule: {}}} | ''",
                "{name: small, network: 'builtin:cnn-2', replay: {capacity: 10}} | ''",
                "{name: small, network: 'builtin:cnn-2', replay: {capacity: 10, share: 0.5}} | ''",
                "{name: small, network: 'builtin:cnn-2'} | deduplication: {window: 0}",
                "{name: small, network: 'builtin:cnn-2'} | evaluation: {heldOut: {fraction: 0.1}}",
            })
    void whatSaysSomethingElseIsAnother(String student, String more) {
        var other = declared(student, more).digest();

        assertThat(other.value()).isNotEqualTo(PLAIN.digest().value());
        assertThat(other.first()).isPresent().isNotEqualTo(PLAIN.digest().first());
        assertThat(PLAIN.digest().matches(other.value())).isFalse();
        assertThat(PLAIN.digest().matches(other.first().orElseThrow())).isFalse();
    }

    /** As they stand in checkpoints: the JSON is what was hashed then, byte by byte. */
    @Test
    void theDigestsOfBeforeDefaultsWereLeftOutAreRecognised() {
        String input =
                "{'shape':[1,8,8],'classes':4,'normalisation':{'mean':[127.0],'std':[64.0]}},0.05,{'window':2000}]";
        String settings = "'objective':{'softTargetWeight':0.9,'temperature':4.0},"
                + "'optimizer':{'kind':'adam','learningRate':0.001,'momentum':0.9,'weightDecay':0.0,'gradientClip':5.0,"
                + "'schedule':{'warmupSteps':0,'decaySteps':0,'finalShare':1.0}},'learnsFrom':'stream',";
        String plain = sha("[{'name':'small','network':'builtin:cnn-2'," + settings + "'seed':1}," + input);
        String replaying = sha("[{'name':'small','network':'builtin:cnn-2'," + settings
                + "'replay':{'capacity':10,'share':0.25},'seed':1}," + input);

        assertThat(PLAIN.digest().matches(plain)).isTrue();
        assertThat(declared("{name: small, network: 'builtin:cnn-2', replay: {capacity: 10}}", "")
                        .digest()
                        .matches(replaying))
                .isTrue();
        assertThat(PLAIN.digest().matches(replaying)).isFalse();
    }

    @Test
    void aKeyThatIsAddedWithADefaultChangesNothingThatWasMade() {
        var today = PLAIN.digest();
        var tomorrow = new Tomorrow(PLAIN, "classification", "mean").digest();

        assertThat(tomorrow).isEqualTo(today);
    }

    @Test
    void aKeyThatIsAddedAndSaysSomethingIsAnotherDeclarationThatNobodyCouldHaveMadeBefore() {
        var tomorrow = new Tomorrow(PLAIN, "classification", "sum").digest();
        var ranking = new Tomorrow(PLAIN, "ranking", "mean").digest();

        assertThat(tomorrow.value()).isNotEqualTo(PLAIN.digest().value());
        assertThat(ranking.value()).isNotEqualTo(PLAIN.digest().value()).isNotEqualTo(tomorrow.value());
        assertThat(tomorrow.first()).isEmpty();
        assertThat(ranking.first()).isEmpty();
    }

    @Test
    void whatIsNotReadAsItIsWrittenHasNoDigest() {
        assertThatThrownBy(() -> ConfigurationDigest.of(new Forgetful(2), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Forgetful is not read as it is written: {\"epochs\":2}");
    }

    /** Reads whatever it is given as 1. */
    private record Forgetful(int epochs) {
        @JsonCreator
        static Forgetful of(@JsonProperty("epochs") int epochs) {
            return new Forgetful(Math.min(epochs, 1));
        }
    }

    /**
     * The declaration as a release to come may have it: its reader is that of today, with a key more at the top and one
     * more in the student's objective, each with a default.
     */
    private record Tomorrow(StudentDeclaration today, String task, String reduction) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Tomorrow of(ObjectNode document) throws JsonProcessingException {
            ObjectNode rest = document.deepCopy();
            JsonNode task = rest.remove("task");
            JsonNode reduction = rest.at("/student/objective") instanceof ObjectNode objective
                    ? objective.remove("reduction")
                    : null;
            return new Tomorrow(
                    ContractJson.strictYaml().treeToValue(rest, StudentDeclaration.class),
                    task == null ? "classification" : task.asText(),
                    reduction == null ? "mean" : reduction.asText());
        }

        @JsonValue
        ObjectNode document() {
            ObjectNode document = ContractJson.strictYaml().valueToTree(today);
            document.put("task", task);
            ((ObjectNode) document.at("/student/objective")).put("reduction", reduction);
            return document;
        }

        /** Only what could be said at first is in the first form, however much there is by now. */
        ConfigurationDigest digest() {
            return ConfigurationDigest.of(this, today.asFirst());
        }
    }

    private static StudentDeclaration declared(String student, String more) {
        var run = RunSpecReader.read("""
                apiVersion: limbeck.dev/v1alpha1
                kind: DistillationRun
                metadata: {name: digits}
                spec:
                  source: {topic: production.digits}
                  input: {shape: [1, 8, 8], classes: 4, normalisation: {mean: [127], std: [64]}}
                  teacher: {network: 'builtin:mlp-16', train: {dataset: {path: data}}}
                  students: [%s, {name: second, network: 'builtin:cnn-2'}]
                  %s
                """.formatted(student, more));
        return StudentDeclaration.of(run.spec(), run.spec().students().get(0));
    }

    private static String sha(String json) {
        return Sha256.hex(json.replace('\'', '"').getBytes(UTF_8));
    }
}
