package dev.limbeck.evaluator.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.checkpoint.CheckpointId;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.evaluator.Orders;
import dev.limbeck.evaluator.TextNetworks;
import dev.limbeck.evaluator.TextStore;
import dev.limbeck.evaluator.admission.Objection;
import dev.limbeck.evaluator.admission.Objection.Reason;
import dev.limbeck.store.AtomicFiles;
import dev.limbeck.store.StoreLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChampionsTest {
    @TempDir
    private Path root;

    private TextStore store;
    private Champions champions;

    @BeforeEach
    void setUp() throws IOException {
        store = new TextStore(root);
        champions = new Champions(store.layout, new TextNetworks());
    }

    private Optional<Objection> promote(CheckpointAnnounced candidate) {
        return champions.promote(Orders.promote(candidate), TextStore.RUN.spec());
    }

    private Champion champion(CheckpointAnnounced promoted) {
        return Orders.champion(
                promoted,
                Orders.score(promoted.student(), promoted.checkpointId()),
                champions.locationOf(Orders.promote(promoted)));
    }

    private static String idAt(long step) {
        return "g1-small-" + CheckpointId.at(step, 1).text();
    }

    @Test
    void aPromotedStudentIsAnArtifactThatExplainsItself() throws IOException {
        // When
        var objection = promote(store.checkpoint("small", 200, "6"));
        // Then
        assertThat(objection).isEmpty();
        assertThat(store.championFolder()).endsWith(Path.of(idAt(200)));
        assertThat(store.championFolder())
                .isDirectoryContaining(file -> file.endsWith("network.pt"))
                .isDirectoryContaining(file -> file.endsWith("artifact.json"))
                .isDirectoryContaining(file -> file.endsWith("evaluation.json"))
                .isDirectoryContaining(file -> file.endsWith("decision.json"));
    }

    @Test
    void aNetworkThatWasSwappedUnderItsDigestIsNotPromoted() throws IOException {
        // Given
        var candidate = store.checkpoint("small", 200, "6");
        Files.writeString(store.studentsNetwork(), "9");
        // When
        var objection = promote(candidate);
        // Then
        assertThat(objection).hasValueSatisfying(why -> {
            assertThat(why.reason()).isEqualTo(Objection.Reason.DEFECTIVE);
            assertThat(why.detail()).contains("has SHA-256");
        });
        assertThat(store.layout.champion("toy")).doesNotExist();
    }

    @Test
    void theSameOrderAgainWritesNothingAndMovesTheLink() throws IOException {
        // Given: the process died after the folder stood; since then the checkpoint was pruned
        var candidate = store.checkpoint("small", 200, "6");
        promote(candidate);
        var written = Files.getLastModifiedTime(store.championFolder());
        Files.delete(store.layout.champion("toy"));
        AtomicFiles.deleteFolder(root.resolve(candidate.location()));
        // When
        var objection = promote(candidate);
        // Then
        assertThat(objection).isEmpty();
        assertThat(Files.getLastModifiedTime(store.championFolder())).isEqualTo(written);
    }

    @Test
    void aDamagedFolderIsWrittenAnew() throws IOException {
        // Given
        var candidate = store.checkpoint("small", 200, "6");
        promote(candidate);
        Files.writeString(store.championFolder().resolve("evaluation.json"), "{");
        // When
        promote(candidate);
        // Then
        assertThat(champions.defectOf(champion(candidate))).isEmpty();
    }

    @Test
    void aStudentThatBeginsAnewReplacesTheArtifactOfTheSameName() throws IOException {
        // Given
        var first = store.checkpoint("small", 200, "6");
        promote(first);
        AtomicFiles.deleteFolder(root.resolve(first.location()));
        // When
        promote(store.checkpoint("small", 200, "9"));
        // Then
        assertThat(store.championFolder().resolve(StoreLayout.NETWORK)).hasContent("9");
    }

    @Test
    void aCheckpointThatIsNotThereIsNotPromoted() throws IOException {
        // Given
        var pruned = store.checkpoint("small", 200, "6");
        AtomicFiles.deleteFolder(root.resolve(pruned.location()));
        // When
        var objection = promote(pruned);
        // Then
        assertThat(objection.map(Objection::reason)).hasValue(Reason.MISSING);
        assertThat(store.layout.champion("toy")).doesNotExist();
    }

    @Test
    void theLinkGoesBackToAnEarlierChampion() throws IOException {
        // Given
        var earlier = store.checkpoint("small", 200, "6");
        promote(earlier);
        promote(store.checkpoint("small", 400, "8"));
        // When
        var objection = champions.point(Orders.point("toy", champion(earlier)));
        // Then
        assertThat(objection).isEmpty();
        assertThat(store.championFolder()).endsWith(Path.of(idAt(200)));
    }

    @Test
    void theLinkIsNotPointedAtADamagedChampion() throws IOException {
        // Given
        var earlier = store.checkpoint("small", 200, "6");
        promote(earlier);
        Files.writeString(store.championFolder().resolve(StoreLayout.NETWORK), "7");
        promote(store.checkpoint("small", 400, "8"));
        // When
        var objection = champions.point(Orders.point("toy", champion(earlier)));
        // Then
        assertThat(objection.orElseThrow().sentence("It")).contains("network.pt.sha256");
        assertThat(store.championFolder()).endsWith(Path.of(idAt(400)));
    }

    @Test
    void aChampionOutsideOfTheStoreIsDefective() throws IOException {
        // Given
        var candidate = store.checkpoint("small", 200, "6");
        var outside = Orders.champion(candidate, Orders.score("small", candidate.checkpointId()), "../elsewhere");
        // Then
        assertThat(champions.defectOf(outside)).hasValue("it is not in the store");
    }
}
