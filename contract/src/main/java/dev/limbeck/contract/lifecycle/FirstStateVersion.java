package dev.limbeck.contract.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.event.FirstReportVersion;
import dev.limbeck.contract.json.EarlierForm;

/**
 * Brings a state of schemaVersion 1 to 2. What was not measured then is said to be no number, and an interval is as wide
 * as it can be. A report that waits for a decision is let go, so that the candidate is measured again, with what a
 * decision needs now. No comparison had spent of an error budget, for there was none. From here on the run moves by the
 * rules of lifecycleVersion 2, under which nothing is promoted without a test.
 */
final class FirstStateVersion implements EarlierForm {
    private static final String REPORT = "report";
    private static final String CHECKPOINT = "checkpoint";

    @Override
    public ObjectNode next(ObjectNode state) {
        state.put("lifecycleVersion", 2).put("comparisons", 0).putNull("teacherBehind");
        var promotion = state.at("/declaration/spec/promotion");
        if (promotion.path("metric").asText().equals("nll")) {
            // Two networks cannot be compared by it example by example.
            ((ObjectNode) promotion).put("metric", "accuracy");
        }
        state.path("generations").forEach(one -> generation((ObjectNode) one));
        state.path("candidates").forEach(one -> candidate((ObjectNode) one));
        state.path("champions").forEach(FirstStateVersion::champion);
        state.path("orders").forEach(one -> order((ObjectNode) one.path("order")));
        return state;
    }

    private static void generation(ObjectNode generation) {
        generation.putNull("beginsFrom");
        generation.putObject("adjustment").put("softTargetWeightFactor", 1.0).put("learningRateFactor", 1.0);
        var observations = generation.putObject("observations");
        observations.putArray("drifts");
        observations.putObject("falls");
        observations.putObject("losses");
    }

    private static void candidate(ObjectNode candidate) {
        checkpoint(candidate.path(CHECKPOINT));
        if (candidate.path("phase").asText().equals("PROMOTING")) {
            FirstReportVersion.upcast(candidate.path(REPORT));
            noEvidence(candidate);
        } else {
            candidate.putNull(REPORT).putNull("evidence");
        }
    }

    private static void order(ObjectNode order) {
        checkpoint(order.path("candidate"));
        checkpoint(order.path("control"));
        champion(order.path("champion"));
        FirstReportVersion.upcast(order.path(REPORT));
        if (order.path("decision") instanceof ObjectNode decision) {
            noEvidence(decision);
        }
    }

    private static void noEvidence(ObjectNode decided) {
        var evidence = decided.putObject("evidence");
        evidence.put("digest", "").putNull("test").putArray("guards");
    }

    private static void checkpoint(JsonNode checkpoint) {
        if (checkpoint instanceof ObjectNode announced) {
            announced.putNull("trainingLoss");
        }
    }

    private static void champion(JsonNode champion) {
        FirstReportVersion.score(champion.path("score"));
    }
}
