package dev.limbeck.evaluator.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.lifecycle.RunOrder.Promote;
import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.signature.DeclaredShape;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.evaluator.Orders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotedFolderTest {
    private static final Promote ORDER = Orders.promote(new CheckpointAnnounced(
            "toy", 1, "small", "step-200", 200, "digest", "", "", OptionalDouble.empty(), Instant.EPOCH));

    @TempDir
    private Path root;

    private PromotedFolder written(Shape input, Normalisation normalisation) throws IOException {
        return written(Signature.ofClasses(input, 2, normalisation));
    }

    private PromotedFolder written(Signature signature) throws IOException {
        var folder = new PromotedFolder(root.resolve("promoted"));
        var metadata = new ArtifactMetadata("builtin:cnn-8", signature, 1, Map.of());
        folder.write(PromotedFolderTest::exportTo, metadata, ORDER);
        return folder;
    }

    private static void exportTo(Path target) {
        try {
            Files.writeString(target, "network");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String readme(PromotedFolder folder) throws IOException {
        return Files.readString(folder.path().resolve(PromotedFolder.README));
    }

    @Test
    void thePythonLinesNormaliseByChannel() throws IOException {
        // When
        var folder = written(Shape.of(3, 32, 32), new Normalisation(List.of(1.5, 2.0, 3.0), List.of(4.0, 5.0, 6.0)));
        // Then
        assertThat(readme(folder))
                .contains("x = (x - torch.tensor([1.5, 2.0, 3.0]).reshape(-1, 1, 1)")
                .contains("/ torch.tensor([4.0, 5.0, 6.0]).reshape(-1, 1, 1)")
                .contains("[batch, 3, 32, 32]");
    }

    @Test
    void thePythonLinesNormaliseWithOneNumberForAll() throws IOException {
        // When
        var folder = written(Shape.of(16), Normalisation.of(33.3, 78.6));
        // Then
        assertThat(readme(folder))
                .contains("x = (x - torch.tensor([33.3]).reshape(-1)")
                .contains("[batch, 16]");
    }

    @Test
    void thePythonLinesNameEachInput() throws IOException {
        // When
        var inputs = Map.of(
                "price", new InputDeclaration(Shape.of(3), Normalisation.of(5, 2)),
                "store",
                        new InputDeclaration(
                                Optional.of(ElementType.I64), Shape.of(1), OptionalInt.of(12), Normalisation.NONE));
        var folder = written(new Signature(new TreeMap<>(inputs), new Classification(2)));
        // Then
        assertThat(readme(folder))
                .contains("  price = (price - torch.tensor([5.0]).reshape(-1)) / torch.tensor([2.0]).reshape(-1)")
                .contains("  # store is i64, [batch, 1]\n  logits = network(price=price, store=store)\n");
    }

    @Test
    void thePythonLinesSayHowShorterRecordsGoTogether() throws IOException {
        // When
        var tokens = new InputDeclaration(
                Optional.of(ElementType.I64),
                DeclaredShape.read(List.of("<=128")),
                OptionalInt.of(50),
                1,
                Normalisation.NONE);
        var folder = written(new Signature(new TreeMap<>(Map.of("tokens", tokens)), new Classification(2)));
        // Then
        assertThat(readme(folder)).contains("""
                  # Shorter records of x go on with 1: to the bound, or where forward has an argument for x that ends in
                  # _mask to the longest of the batch, and it takes a bool [batch, length], true where a record has values.
                  # x is i64, [batch, <=128]
                  logits = network(x)
                """);
    }

    @Test
    void saysWhyItWasPromoted() throws IOException {
        // When
        var folder = written(Shape.of(16), Normalisation.of(0, 1));
        // Then
        assertThat(readme(folder)).contains("Student small of run toy at step 200.\nBetter, it is.");
        assertThat(folder.path().resolve(PromotedFolder.DECISION)).content().contains("\"promote\"", "Better, it is.");
    }

    @Test
    void aChangedNetworkIsADefect() throws IOException {
        // Given
        var folder = written(Shape.of(16), Normalisation.of(0, 1));
        // Then
        assertThat(folder.defectFor("digest")).isEmpty();
        assertThat(folder.defectFor("other")).hasValue("evaluation.json is of another checkpoint");
        // When
        Files.writeString(folder.network(), "netw0rk");
        // Then
        assertThat(folder.defectFor("digest"))
                .hasValue("network.pt does not have the SHA-256 that network.pt.sha256 says");
    }

    @Test
    void aDocumentThatDoesNotParseIsADefect() throws IOException {
        // Given
        var folder = written(Shape.of(16), Normalisation.of(0, 1));
        // When
        Files.writeString(folder.path().resolve(PromotedFolder.METADATA), "{");
        // Then
        assertThat(folder.defectFor("digest").orElseThrow()).contains("is damaged");
        // When
        Files.delete(folder.path().resolve(PromotedFolder.METADATA));
        // Then
        assertThat(folder.defectFor("digest")).hasValue("artifact.json is not there or cannot be read");
    }
}
