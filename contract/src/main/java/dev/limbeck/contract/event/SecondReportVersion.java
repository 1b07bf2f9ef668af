package dev.limbeck.contract.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.json.EarlierForm;

/**
 * Brings a report of version 2 to 3. Then there were classes only, each number stood in a field of its own, and what was
 * not measured was null or no number: that is absent now, and an interval that nobody computed is none.
 */
public final class SecondReportVersion implements EarlierForm {
    private static final String[] NUMBERS = {
        "accuracy", "negativeLogLikelihood", "brierScore", "calibrationError", "teacherAgreement", "klToTeacher"
    };

    @Override
    public ObjectNode next(ObjectNode report) {
        upcast(report);
        return report;
    }

    /** In place; does nothing where there is none. */
    public static void upcast(JsonNode reported) {
        if (reported instanceof ObjectNode report) {
            score(report.path("candidate"));
            score(report.path("champion"));
            score(report.path("teacher"));
            score(report.path("control"));
        }
    }

    /** Of one network, in place. */
    public static void score(JsonNode measured) {
        if (measured instanceof ObjectNode score) {
            // All that is known of a score alone; of agreement, which is over all examples, it is a lower bound.
            long examples = 0;
            for (JsonNode bin : score.path("reliability")) {
                examples += bin.path("count").asLong();
            }
            var metrics = score.putObject("metrics");
            for (String name : NUMBERS) {
                number(metrics, name, score.remove(name), examples);
            }
            score.set("breakdown", breakdown(score));
            score.path("slices").forEach(slice -> slice((ObjectNode) slice));
        }
    }

    private static ObjectNode breakdown(ObjectNode score) {
        var breakdown = score.objectNode();
        var parts = breakdown.putArray("parts");
        score.remove("perClass").forEach(one -> recall(parts, one));
        breakdown.set("confusions", score.remove("confusions"));
        breakdown.set("reliability", score.remove("reliability"));
        boolean isKnown = !parts.isEmpty() || !breakdown.path("reliability").isEmpty();
        return breakdown.put("by", isKnown ? Breakdown.BY_CLASS : "");
    }

    private static void recall(ArrayNode parts, JsonNode one) {
        measured(
                parts.addObject()
                        .put("name", one.path("hardLabel").asText())
                        .putObject("metrics")
                        .putObject("recall"),
                one.path("recall").asDouble(),
                one.path("low").asDouble(),
                one.path("high").asDouble(),
                one.path("support").asLong());
    }

    private static void slice(ObjectNode slice) {
        long labelled = slice.path("labelled").asLong();
        var accuracy = slice.remove("accuracy");
        slice.remove("labelled");
        if (accuracy != null && accuracy.isNumber()) {
            measured(slice.putObject("byHardLabel"), accuracy.asDouble(), Double.NaN, Double.NaN, labelled);
        }
        measured(
                slice.putObject("byTeacher"),
                slice.remove("teacherAgreement").asDouble(),
                Double.NaN,
                Double.NaN,
                slice.path("examples").asLong());
    }

    private static void number(ObjectNode metrics, String name, JsonNode value, long examples) {
        // One that was no number stands there as text.
        if (value != null && value.isNumber() && !Double.isNaN(value.asDouble())) {
            measured(metrics.putObject(name), value.asDouble(), Double.NaN, Double.NaN, examples);
        }
    }

    private static void measured(ObjectNode metric, double value, double low, double high, long examples) {
        metric.put("value", value).put("low", low).put("high", high).put("examples", examples);
    }
}
