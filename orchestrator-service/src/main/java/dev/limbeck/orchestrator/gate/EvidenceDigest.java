package dev.limbeck.orchestrator.gate;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.run.PromotionSpec;

/** The name of all that a decision follows from. */
record EvidenceDigest(EvaluationReport report, PromotionSpec promotion, long comparison) {
    String hex() {
        return Sha256.hex(ContractJson.writeCanonical(this));
    }
}
