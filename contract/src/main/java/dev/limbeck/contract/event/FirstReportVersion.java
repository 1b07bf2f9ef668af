package dev.limbeck.contract.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.json.EarlierForm;

/**
 * Reports that say no version. The first of them had what a network costs beside its scores: what was not measured then
 * is said to be no number, and an interval is as wide as it can be. The later ones are as those of version 2.
 */
public final class FirstReportVersion implements EarlierForm {
    @Override
    public ObjectNode next(ObjectNode report) {
        if (report.path("candidate").has("artifactBytes")) {
            upcast(report);
        }
        return report;
    }

    /** Of the first form, in place; does nothing where there is none. */
    public static void upcast(JsonNode reported) {
        if (reported instanceof ObjectNode report) {
            heldOut((ObjectNode) report.path("heldOut"));
            score(report.path("candidate"));
            score(report.path("champion"));
            score(report.path("teacher"));
            score(report.path("control"));
            report.putNull("againstChampion").putNull("againstControl");
            var againstTeacher = report.putObject("againstTeacher");
            againstTeacher.putNull("byHardLabel").putArray("perClass");
            againstTeacher
                    .putObject("byTeacher")
                    .put("bothRight", 0)
                    .put("wins", 0)
                    .put("losses", 0)
                    .put("bothWrong", 0);
            report.putObject("loss").putNull("training").put("heldOut", Double.NaN);
        }
    }

    /** Of one network, in place. */
    public static void score(JsonNode measured) {
        if (measured instanceof ObjectNode score) {
            score.putNull("brierScore").put("klToTeacher", Double.NaN);
            ((ArrayNode) score.path("perClass"))
                    .forEach(recall -> ((ObjectNode) recall).put("low", 0.0).put("high", 1.0));
            score.putArray("confusions");
            score.putArray("reliability");
            score.putArray("slices");
            var cost = score.putObject("cost");
            cost.set("parameters", score.remove("parameters"));
            cost.set("artifactBytes", score.remove("artifactBytes"));
            cost.set("latencyMicros", score.remove("latencyMicros"));
            cost.put("latencyP99Micros", Double.NaN).put("estimatedJoules", Double.NaN);
        }
    }

    private static void heldOut(ObjectNode heldOut) {
        heldOut.put("fromTestPart", 0)
                .put("reference", heldOut.path("labelled").asLong() > 0 ? "HARD_LABEL" : "TEACHER")
                .putObject("balance");
    }
}
