package dev.limbeck.contract.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.configuration.ConfigurationDigest;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.InvalidRunSpecException;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.task.Classification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One dimension of an input may vary up to a bound: it is declared, read, written and checked. */
class VaryingInputTest {
    private static final String TOKENS = "{type: i64, shape: [\"<=128\"], categories: 50}";
    private static final String SPEC = """
            apiVersion: limbeck.dev/v1alpha1
            kind: DistillationRun
            metadata: {name: texts}
            spec:
              source: {topic: production.texts}
              inputs: {tokens: %s}
              task: {kind: classification, classes: 2}
              teacher: {artifact: teachers/text.pt}
              students: [{name: small, network: "builtin:mlp-8"}]
            """;

    @Test
    void aSpecIsReadAsItIsWritten() {
        var run = run("{type: i64, shape: [\"<=128\"], categories: 50, pad: 3}");
        var tokens = run.spec().signature().only();

        assertThat(tokens.shape()).isEqualTo(Shape.of(128));
        assertThat(tokens.varies()).isTrue();
        assertThat(tokens.pad()).isEqualTo(3);
        assertThat(run.spec().signature().shapes()).isEqualTo("tokens [<=128] of i64 below 50");
        byte[] written = ContractJson.write(run);
        assertThat(new String(written, UTF_8))
                .contains("{\"type\":\"i64\",\"shape\":[\"<=128\"],\"categories\":50,\"pad\":3,");
        assertThat(ContractJson.read(written, DistillationRun.class)).isEqualTo(run);
    }

    @Test
    void anyOneDimensionMayVary() {
        var shape = run("{shape: [3, \"<=32\", 8], normalisation: {mean: [1, 2, 3], std: [1, 1, 1]}}")
                .spec()
                .signature()
                .only()
                .declaredShape();

        assertThat(shape).hasToString("[3×<=32×8]");
        assertThat(shape.admits(Shape.of(3, 1, 8))).isTrue();
        assertThat(shape.admits(Shape.of(3, 33, 8))).isFalse();
        assertThat(shape.admits(Shape.of(3, 32, 7))).isFalse();
        assertThat(shape.admits(Shape.of(3, 32))).isFalse();
        assertThat(shape.at(5)).isEqualTo(Shape.of(3, 5, 8));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{shape: [\"<=4\", \"<=5\"]} | tokens.shape: shape [<=4, <=5] has two dimensions that vary, allowed is one",
                "{shape: [\"<=0\"]} | tokens.shape: shape [<=0] has a bound below 1",
                "{shape: [\"<128\"]} | tokens.shape: shape [<128] has the dimension <128, allowed is a whole number such as 128, or \"<=128\" for one of 1 to 128",
                "{shape: [\"<=-3\"]} | tokens.shape: shape [<=-3] has the dimension <=-3, allowed is a whole number",
                "{shape: [2.5]} | tokens.shape: shape [2.5] has the dimension 2.5, allowed is a whole number",
                "{shape: [4, null]} | tokens.shape: shape [4, null] has a dimension that is missing",
                "{shape: [99999999999]} | tokens.shape: shape [99999999999] has the dimension 99999999999",
                "{shape: [\"<=65536\", 65536]} | tokens.shape: shape [65536, 65536] has more than 2^31-1 elements",
                "{type: i64, shape: [\"<=1000000\"]} | tokens.shape: is [<=1000000], which is up to 8000000 bytes; allowed is what a record has room for, 7340032",
                "{shape: 128} | tokens.shape: must be a list",
                "{shape: [\"<=3\", 4], normalisation: {mean: [1, 2, 3], std: [1, 1, 1]}} | tokens.normalisation: is 3 means, allowed is 1, for the first dimension varies",
                "{shape: [4], pad: 1} | tokens.pad: is 1, allowed is none, unless a dimension varies as in \"<=128\"",
                "{type: u8, shape: [\"<=4\"], pad: 256} | tokens.pad: is 256, allowed is a whole number from 0 to 255",
                "{type: bool, shape: [\"<=4\"], pad: 2} | tokens.pad: is 2, allowed is a whole number from 0 to 1",
                "{type: i64, shape: [\"<=4\"], categories: 9, pad: 9} | tokens.pad: is 9, allowed is a whole number from 0 to 8",
                "{shape: [\"<=4\"], pad: 0.5} | tokens.pad: is '0.5', allowed is a whole number",
            })
    void aSlipIsRefusedByItsPath(String input, String message) {
        assertThatThrownBy(() -> run(input))
                .isInstanceOf(InvalidRunSpecException.class)
                .hasMessageContaining("spec.inputs." + message);
    }

    @Test
    void theShortFormHasOneShape() {
        assertThatThrownBy(() -> RunSpecReader.read(SPEC.formatted(TOKENS)
                        .replace(
                                "inputs: {tokens: " + TOKENS + "}",
                                "input: {shape: [\"<=8\"], normalisation: {mean: [0], std: [1]}}")))
                .hasMessageContaining(
                        "spec.input.shape: is [<=8], allowed is whole numbers; what varies is declared in inputs, by its name");
    }

    @Test
    void aBoundIsPartOfWhatIsDeclaredAndAPadOfNothingIsNot() {
        var digest = digest(TOKENS);

        assertThat(digest("{type: i64, shape: [\"<=128\"], categories: 50, pad: 0}"))
                .isEqualTo(digest);
        assertThat(digest("{type: i64, shape: [\"<=129\"], categories: 50}")).isNotEqualTo(digest);
        assertThat(digest("{type: i64, shape: [128], categories: 50}")).isNotEqualTo(digest);
        assertThat(digest("{type: i64, shape: [\"<=128\"], categories: 50, pad: 1}"))
                .isNotEqualTo(digest);
    }

    @Test
    void aRecordMayBeAsLongAsTheBoundAndNotLonger() {
        var signature = run(TOKENS).spec().signature();

        assertThat(signature.misfit(record(1))).isEmpty();
        assertThat(signature.misfit(record(128))).isEmpty();
        assertThat(signature.misfit(record(129)))
                .contains(new Rejection(RejectionReason.SHAPE_MISMATCH, "expected tokens of shape [<=128], got [129]"));
        assertThat(signature.misfit(record(4, 4)))
                .map(Rejection::detail)
                .contains("expected tokens of shape [<=128], got [4×4]");
    }

    @Test
    void aNetworkServesWhatIsNoLonger() {
        var declared = run(TOKENS).spec().signature();

        assertThat(taking("{type: i64, shape: [\"<=512\"], categories: 50}").isServedAs(declared))
                .isTrue();
        assertThat(taking("{type: i64, shape: [\"<=64\"], categories: 50}").isServedAs(declared))
                .isFalse();
        assertThat(taking("{type: i64, shape: [128], categories: 50}").isServedAs(declared))
                .isFalse();
        assertThat(declared.isServedAs(taking("{type: i64, shape: [100], categories: 50}")))
                .isTrue();
    }

    @Test
    void anOnlyInputOfQuantitiesThatVariesIsInTheSecondFormByItsName() {
        var input = new InputDeclaration(
                Optional.empty(), DeclaredShape.read(List.of(3, "<=8")), OptionalInt.empty(), 0, Normalisation.NONE);
        var signature = Signature.of(input, new Classification(2));
        var metadata = new ArtifactMetadata("mine.pt", signature, 1, Map.of());
        byte[] written = ContractJson.write(metadata);

        assertThat(new String(written, UTF_8))
                .contains("\"format\":\"limbeck.artifact/2\"", "\"inputs\":{\"input\":{\"shape\":[3,\"<=8\"],");
        assertThat(ContractJson.read(written, ArtifactMetadata.class)).isEqualTo(metadata);
        assertThat(DeclaredSignature.of(signature).signature()).isEqualTo(signature);
    }

    @Test
    void roomIsCountedForTheLongest() {
        assertThat(run(TOKENS).spec().signature().only().leastBytes()).isEqualTo(128 * Long.BYTES);
    }

    private static String digest(String tokens) {
        return ConfigurationDigest.of(run(tokens).spec(), Optional.empty()).value();
    }

    private static Signature taking(String tokens) {
        return run(tokens).spec().signature();
    }

    private static DistillationRun run(String tokens) {
        return RunSpecReader.read(SPEC.formatted(tokens));
    }

    private static ProductionRecord record(int... shape) {
        var tokens = Tensor.zeros(ElementType.I64, Shape.of(shape));
        return new ProductionRecord(
                "1",
                new Inputs(new TreeMap<>(Map.of("tokens", tokens))),
                Optional.empty(),
                Instant.EPOCH,
                Attributes.NONE);
    }
}
