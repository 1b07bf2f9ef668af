package dev.limbeck.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Artifacts are known by the SHA-256 of their bytes, so equal content must be equal bytes in every process. */
class ArtifactMetadataTest {
    private static final List<String> KEYS = List.of("trainedFrom", "datasetDigest", "seed", "epoch", "accuracy");

    @Test
    void equalProvenanceGivesEqualBytes() {
        byte[] forth = ContractJson.writePretty(described(inOrder(KEYS)));
        byte[] back = ContractJson.writePretty(described(inOrder(reversed())));

        assertThat(forth).isEqualTo(back);
        assertThat(new String(forth, StandardCharsets.UTF_8))
                .containsSubsequence("accuracy", "datasetDigest", "epoch", "seed", "trainedFrom");
    }

    @Test
    void anEqualLedgerGivesEqualBytes() {
        var forth = new LinkedHashMap<String, Long>();
        KEYS.forEach(reason -> forth.put(reason, 1L));
        var back = new LinkedHashMap<String, Long>();
        reversed().forEach(reason -> back.put(reason, 1L));

        assertThat(ContractJson.write(new Ledger(1, 2, 3, forth)))
                .isEqualTo(ContractJson.write(new Ledger(1, 2, 3, back)));
    }

    private static List<String> reversed() {
        return List.of("accuracy", "epoch", "seed", "datasetDigest", "trainedFrom");
    }

    private static Map<String, String> inOrder(List<String> keys) {
        var provenance = new LinkedHashMap<String, String>();
        keys.forEach(key -> provenance.put(key, "of " + key));
        return provenance;
    }

    private static ArtifactMetadata described(Map<String, String> provenance) {
        return new ArtifactMetadata(
                "builtin:cnn-8",
                Signature.ofClasses(Shape.of(1, 28, 28), 10, Normalisation.of(33, 78)),
                9122,
                provenance);
    }
}
