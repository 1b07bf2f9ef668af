package dev.limbeck.contract.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.task.Regression;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RunSpecReaderTest {
    private static final String SMALLEST = """
            apiVersion: limbeck.dev/v1alpha1
            kind: DistillationRun
            metadata: {name: digits}
            spec:
              source: {topic: production.digits}
              input: {shape: [1, 28, 28], classes: 10, normalisation: {mean: [33], std: [78]}}
              teacher: {artifact: teachers/resnet.pt, version: v7}
              students:
                - {name: small, network: "builtin:cnn-8", objective: {softTargetWeight: 0.9, temperature: 4}}
            """;

    @Test
    void whatIsNotSaidHasADefault() {
        DistillationRun run = RunSpecReader.read(SMALLEST);

        assertThat(run.name()).isEqualTo("digits");
        assertThat(run.spec().batching()).isEqualTo(new BatchingSpec(64, Duration.ofSeconds(2)));
        assertThat(run.spec().checkpoint())
                .isEqualTo(new CheckpointSpec(300, Duration.ofSeconds(60), Duration.ofSeconds(3), 10));
        assertThat(run.spec().evaluation().heldOut().fraction()).isEqualTo(0.05);
        assertThat(run.spec().promotion().metric()).isEqualTo(PromotionSpec.Metric.ACCURACY);
        assertThat(run.spec().deadLetters()).isEqualTo(new DeadLetterSpec(0.5, 1000));
        assertThat(run.spec().source().format()).isEqualTo("limbeck");
        assertThat(run.spec().student("small").optimizer()).isEqualTo(OptimizerSpec.DEFAULT);
        assertThat(run.spec().student("small").learnsFrom()).isEqualTo(StudentSpec.LearnsFrom.STREAM);
    }

    @Test
    void whatWasDeclaredBeforeStaysReadable() {
        var declared = RunSpecReader.read(SMALLEST);
        byte[] kept = new String(ContractJson.write(declared), UTF_8)
                .replace("\"temperature\":4.0", "\"temperature\":1.0E-38")
                .getBytes(UTF_8);

        assertThat(ContractJson.read(kept, DistillationRun.class)
                        .spec()
                        .student("small")
                        .objective()
                        .temperature())
                .isEqualTo(1e-38);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "temperature: 4 | temperature: 0 | spec.students[0].objective.temperature: is 0.0, allowed is above 0",
                "temperature: 4 | temperature: 1e-38 | spec.students[0].objective.temperature: is 1.0E-38, allowed is 0.000001 to 1000",
                "temperature: 4 | temperature: 1001 | spec.students[0].objective.temperature: is 1001.0, allowed is above 0",
                "'std: [78]' | 'std: [1e-60]' | spec.input.normalisation.std: is 1.0E-60, allowed is above 0, and what 32 bits hold",
                "'mean: [33]' | 'mean: [1e60]' | spec.input.normalisation.mean: is 1.0E60, allowed is what 32 bits hold",
                "temperature: 4 | temperature: hot | spec.students[0].objective.temperature: is 'hot', allowed is a number",
                "temperature: 4 | temprature: 4 | spec.students[0].objective.temprature: unknown key, did you mean temperature?",
                "softTargetWeight: 0.9 | softTargetWeight: 1.5 | spec.students[0].objective.softTargetWeight: is 1.5, allowed is 0 to 1",
                "classes: 10 | classes: 1 | spec.input.classes: is 1, allowed is 2 to 100000",
                "classes: 10 | classes: 100000 | spec.evaluation.heldOut.maxExamples: is 10000, allowed is minExamples to 335 with 100000 classes",
                "classes: 10, | '' | spec.task: is missing, allowed is {kind: …}, kinds are classification, regression, multi-label, ranking",
                "name: digits | name: Digits! | metadata.name: is Digits!, allowed is 1 to 63 lower-case",
                "v1alpha1 | v9 | apiVersion: is limbeck.dev/v9, allowed is limbeck.dev/v1alpha1",
                "'artifact: teachers/resnet.pt, version: v7' | network: 'builtin:cnn-32' | spec.teacher.train: is missing, allowed is train together with network",
                "production.digits | 'bad topic' | spec.source.topic: is bad topic, allowed is 1 to 249",
                "shape: [1, 28, 28] | shape: [1, 0] | spec.input.shape: shape [1, 0] has a dimension below 1",
                "'std: [78]' | 'std: [0]' | spec.input.normalisation: normalisation is mean [33.0], std [0.0]",
                "'artifact: teachers/resnet.pt, version: v7' | network: 'builtin:cnn-32', train: {dataset: {path: d}}, version: v7 | spec.teacher.version: is v7, allowed is version together with artifact",
                "artifact: teachers/resnet.pt | artifact: \"\" | spec.teacher.artifact: is empty, allowed is the path",
                "topic: production.digits | topic: __consumer_offsets | spec.source.topic: is __consumer_offsets, allowed is a topic of your own",
                "topic: production.digits | topic: limbeck-orchestrator-runs-changelog | spec.source.topic: is limbeck-orchestrator-runs-changelog, allowed is a topic of your own",
                "topic: production.digits | topic: limbeck.examples.digits.g1 | spec.source.topic: is limbeck.examples.digits.g1, allowed is a topic of your own",
                "name: small | name: teacher | spec.students[0].name: is teacher, allowed is any name but",
                "name: small | name: evaluator | spec.students[0].name: is evaluator, allowed is any name but",
                "', std: [78]' | '' | spec.input.normalisation.std: is missing, allowed is a list of numbers",
                "'mean: [33], ' | '' | spec.input.normalisation.mean: is missing, allowed is a list of numbers",
                "'mean: [33]' | 'mean: [null]' | spec.input.normalisation.mean: is missing, allowed is a list of numbers",
                "shape: [1, 28, 28] | shape: [1, null, 28] | spec.input.shape: shape [1, null, 28] has a dimension that is missing",
                "classes: 10 | classes: 2.7 | spec.input.classes: is '2.7', allowed is a whole number",
                "classes: 10 | 'classes: \"\"' | spec.input.classes: is '', allowed is a whole number",
                "temperature: 4 | 'temperature: \"\"' | spec.students[0].objective.temperature: is '', allowed is a number",
                "temperature: 4 | temperature: 4, temperature: 5 | Duplicate field 'temperature'",
                "'softTargetWeight: 0.9' | 'softTargetWeight: 0' | spec.students: is only control students, allowed is at least one",
            })
    void aWrongSpecIsRefusedWithPathValueAndWhatIsAllowed(String good, String bad, String message) {
        String yaml = SMALLEST.replace(good, bad);
        assertThat(yaml).isNotEqualTo(SMALLEST);
        assertThatThrownBy(() -> RunSpecReader.read(yaml))
                .isInstanceOf(InvalidRunSpecException.class)
                .hasMessageContaining(message);
    }

    static Stream<Arguments> signatures() {
        return Stream.of(
                Arguments.of("input: {shape: [4], normalisation: {mean: [0], std: [1]}}", "spec.task: is missing"),
                Arguments.of("task: {kind: classification, classes: 3}", "spec.input: is missing"),
                Arguments.of(
                        "input: {shape: [4], classes: 3, normalisation: {mean: [0], std: [1]}}, task: {kind: classification, classes: 3}",
                        "spec.input.classes: is 3, beside a task, allowed is one of the two"),
                Arguments.of(
                        "input: {shape: [4], normalisation: {mean: [0], std: [1]}}, inputs: {a: {shape: [4]}}, task: {kind: classification, classes: 3}",
                        "spec.inputs: is there beside input, allowed is one of the two"),
                Arguments.of("inputs: {}, task: {kind: classification, classes: 3}", "spec.inputs: is empty"),
                Arguments.of("inputs: {a: }, task: {kind: classification, classes: 3}", "spec.inputs.a: is missing"),
                Arguments.of(
                        "inputs: {a-b: {shape: [4]}}, task: {kind: classification, classes: 3}",
                        "spec.inputs: is a-b, allowed is names of 1 to 64"),
                Arguments.of(
                        "inputs: {a: {type: f64, shape: [4]}}, task: {kind: classification, classes: 3}",
                        "spec.inputs.a.type: is f64, allowed is one of u8"),
                Arguments.of(
                        "inputs: {a: {shape: [4], categories: 3}}, task: {kind: classification, classes: 3}",
                        "spec.inputs.a.categories: is 3, of any quantity, allowed is none"),
                Arguments.of(
                        "inputs: {a: {type: i64, shape: [4], categories: 0}}, task: {kind: classification, classes: 3}",
                        "spec.inputs.a.categories: is 0, allowed is 1 or more"),
                Arguments.of(
                        "inputs: {a: {type: i64, shape: [4], normalisation: {mean: [1], std: [1]}}}, task: {kind: classification, classes: 3}",
                        "spec.inputs.a.normalisation: is there, of i64, allowed is none"),
                Arguments.of(
                        "inputs: {a: {shape: [4], normalisation: {mean: [0], std: [1e-60]}}}, task: {kind: classification, classes: 3}",
                        "spec.inputs.a.normalisation.std: is 1.0E-60, allowed is above 0"),
                Arguments.of(
                        "inputs: {a: {shape: [4]}}, task: {classes: 3}",
                        "spec.task.kind: is missing, allowed is classification or regression"),
                Arguments.of(
                        "inputs: {a: {shape: [4]}}, task: {kind: guessing}",
                        "spec.task.kind: is 'guessing', allowed is classification or regression"),
                Arguments.of(
                        "inputs: {a: {shape: [4]}}, task: {kind: classification, classes: 1}",
                        "spec.task.classes: is 1, allowed is 2 to 100000"),
                Arguments.of(
                        "inputs: {a: {shape: [4]}}, task: {kind: regression}",
                        "spec.task.cap: is missing, allowed is a list of numbers above 0 and finite in 32 bits"),
                Arguments.of(
                        "inputs: {a: {shape: [4]}}, task: {kind: regression, cap: [ ~ ]}",
                        "spec.task.cap: is missing, allowed is a list of numbers above 0"),
                Arguments.of(
                        "inputs: {a: {shape: [4]}}, task: {kind: regression, cap: 1}", "spec.task.cap: must be a list"),
                Arguments.of(
                        "inputs: {a: {shape: [4]}}, task: {kind: regression, values: 3, cap: [1, 2]}",
                        "spec.task.cap: is 2 numbers, allowed is 1 for all, or one a value: 3"),
                Arguments.of(
                        "inputs: {a: {shape: [4]}}, task: {kind: regression, values: 2147483647, cap: [1]}",
                        "spec.task.values: is 2147483647, allowed is 1 to 1000"),
                Arguments.of(
                        "inputs: {a: {shape: [4]}}, task: {kind: regression, cap: [0]}",
                        "spec.task.cap: is 0.0, allowed is a list of numbers above 0"),
                Arguments.of(
                        "inputs: {a: {shape: [4]}}, task: {kind: regression, classes: 3, cap: [1]}",
                        "spec.task.classes: unknown key"));
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void aWrongSignatureIsRefusedWithPathValueAndWhatIsAllowed(String signature, String message) {
        assertThatThrownBy(() -> RunSpecReader.read(withSignature(signature)))
                .isInstanceOf(InvalidRunSpecException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aRegressionIsReadAsItIsWrittenHoweverShortItIsSaid() {
        var run = RunSpecReader.read(withSignature("inputs: {a: {shape: [4]}}, task: {kind: regression, cap: [0.5]}"));
        assertThat(run.spec().signature().task()).isEqualTo(new Regression(1, List.of(0.5)));
        assertThat(ContractJson.read(ContractJson.write(run), DistillationRun.class))
                .isEqualTo(run);
        assertThat(StudentDeclaration.of(run.spec(), run.spec().students().get(0))
                        .digest()
                        .first())
                .isEmpty();
    }

    /** The default may be said: nobody can tell it from saying nothing. */
    @Test
    void aRegressionHasNoTemperature() {
        String regression = withSignature("inputs: {a: {shape: [4]}}, task: {kind: regression, values: 2, cap: [0.5]}");
        assertThat(RunSpecReader.read(regression))
                .isEqualTo(RunSpecReader.read(regression.replace(", temperature: 4", "")));
        assertThatThrownBy(() -> RunSpecReader.read(regression.replace("temperature: 4", "temperature: 2")))
                .isInstanceOf(InvalidRunSpecException.class)
                .hasMessage("spec.students[0].objective.temperature: is 2.0, allowed is none: "
                        + "with 2 values there is nothing to soften");
    }

    @Test
    void classesAreATaskWhereverTheyStand() {
        var inInput = RunSpecReader.read(SMALLEST);
        var inTask = RunSpecReader.read(
                withSignature(
                        "input: {shape: [1, 28, 28], normalisation: {mean: [33], std: [78]}}, task: {kind: classification, classes: 10}"));
        assertThat(inTask).isEqualTo(inInput);
        assertThat(ContractJson.write(inTask)).isEqualTo(ContractJson.write(inInput));
    }

    @Test
    void severalInputsAreReadAsTheyAreWritten() {
        var run = RunSpecReader.read(
                withSignature(
                        "inputs: {amounts: {shape: [8], normalisation: {mean: [0], std: [100]}}, city: {type: i64, shape: [1], categories: 40}}, task: {kind: classification, classes: 3}"));
        assertThat(ContractJson.read(ContractJson.write(run), DistillationRun.class))
                .isEqualTo(run);
        assertThat(run.spec().signature().shapes()).isEqualTo("amounts [8], city [1] of i64 below 40");
    }

    private static String withSignature(String signature) {
        String old = "  input: {shape: [1, 28, 28], classes: 10, normalisation: {mean: [33], std: [78]}}\n";
        assertThat(SMALLEST).contains(old);
        return SMALLEST.replace(old, "  " + signature.replaceAll(", (inputs|task): ", "\n  $1: ") + "\n");
    }

    @Test
    void aLengthOfTimeNeedsAUnit() {
        assertThatThrownBy(() -> RunSpecReader.read(SMALLEST + "  batching: {maxWait: 2}\n"))
                .hasMessageContaining("spec.batching.maxWait: is '2', allowed is a length of time such as 500ms");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "maxShare: 1.5 | spec.deadLetters.maxShare: is 1.5, allowed is 0 to 1",
                "window: 0 | spec.deadLetters.window: is 0, allowed is 1 to 1000000",
                "windows: 5 | spec.deadLetters.windows: unknown key, did you mean window?",
            })
    void aWrongCircuitIsRefused(String setting, String message) {
        assertThatThrownBy(() -> RunSpecReader.read(SMALLEST + "  deadLetters: {" + setting + "}\n"))
                .isInstanceOf(InvalidRunSpecException.class)
                .hasMessageContaining(message);
    }

    @Test
    void twoStudentsCannotShareAName() {
        assertThatThrownBy(() -> RunSpecReader.read(SMALLEST + "    - {name: small, network: \"builtin:mlp-8\"}\n"))
                .hasMessageContaining("spec.students: is small twice, allowed is a name of its own for each");
    }

    @Test
    void aStudentThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> RunSpecReader.read(SMALLEST + "    -\n"))
                .isInstanceOf(InvalidRunSpecException.class)
                .hasMessage("spec.students[1]: is missing, allowed is {name: …, network: …}");
    }

    @Test
    void whatIsSaidTwiceIsRefused() {
        assertThatThrownBy(() -> RunSpecReader.read(SMALLEST + "kind: DistillationRun\n"))
                .isInstanceOf(InvalidRunSpecException.class)
                .hasMessageContaining("Duplicate field 'kind'");
        assertThatThrownBy(() -> RunSpecReader.read(SMALLEST + "---\n" + SMALLEST))
                .isInstanceOf(InvalidRunSpecException.class)
                .hasMessage("there is a second document; allowed is one run a file");
    }

    @Test
    void labellingHasDefaultsOfItsOwn() {
        String yaml = SMALLEST.replace("version: v7", "version: v7, labelling: {size: 128}");

        assertThat(RunSpecReader.read(yaml).spec().teacher().labelling())
                .isEqualTo(new BatchingSpec(128, Duration.ofMillis(50)));
        assertThat(RunSpecReader.read(SMALLEST).spec().teacher().labelling())
                .isEqualTo(new BatchingSpec(64, Duration.ofMillis(50)));
    }

    @Test
    void whatIsNoYamlIsRefusedWithItsLine() {
        assertThatThrownBy(() -> RunSpecReader.read("kind: \"DistillationRun"))
                .isInstanceOf(InvalidRunSpecException.class)
                .hasMessageContaining("not YAML");
        assertThatThrownBy(() -> RunSpecReader.read("")).isInstanceOf(InvalidRunSpecException.class);
    }

    @Test
    void promotionIsReadWithItsGuards() {
        // When
        var promotion =
                promotion("{hypothesis: not-worse, margin: 0.01, alpha: 0.1, guards: {maxArtifactBytes: 50000}}");
        // Then
        assertThat(promotion.hypothesis()).isEqualTo(PromotionSpec.Hypothesis.NOT_WORSE);
        assertThat(promotion.margin()).isEqualTo(0.01);
        assertThat(promotion.alpha()).isEqualTo(0.1);
        assertThat(promotion.guards().maxArtifactBytes()).contains(50_000L);
        assertThat(promotion.guards().maxClassDrop()).isEmpty();
        assertThat(promotion("{}")).isEqualTo(PromotionSpec.DEFAULT);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{alpha: 0} | spec.promotion.alpha: is 0.0, allowed is above 0, at most 0.5",
                "{metric: nll} | spec.promotion.metric: is nll, allowed is accuracy or agreement",
                "{margin: 0.01} | spec.promotion.margin: is 0.01, allowed is 0, or hypothesis: not-worse",
                "{hypothesis: not-worse} | spec.promotion.margin: is 0.0, allowed is above 0, at most 0.5",
                "{guards: {maxClassDrop: 2}} | spec.promotion.guards.maxClassDrop: is 2.0, allowed is 0 to 1",
                "{guards: {maxClasDrop: 0.1}} | spec.promotion.guards.maxClasDrop: unknown key, did you mean maxClassDrop?"
            })
    void aSlipInThePromotionIsNamed(String promotion, String message) {
        assertThatThrownBy(() -> promotion(promotion)).hasMessageContaining(message);
    }

    private static PromotionSpec promotion(String promotion) {
        return RunSpecReader.read(SMALLEST + "  promotion: " + promotion + "\n")
                .spec()
                .promotion();
    }
}
