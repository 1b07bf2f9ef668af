package dev.limbeck.orchestrator.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.event.Breakdown;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.PairedDifferences;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.metric.Metric.Better;
import dev.limbeck.orchestrator.view.ShownRun.Measures;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The example run, if its networks were not right or wrong, but measured by numbers that no task has. */
final class ValuedRun {
    static final String NAME = "valued";

    private static final Metric DEVIATION = Metric.number("deviation", "deviation", Better.LOWER);
    private static final Metric NEARNESS = Metric.share("nearness", "nearness", Better.HIGHER);
    private static final Measures MEASURES = new Measures(
            List.of(DEVIATION, NEARNESS, Metric.TEACHER_AGREEMENT, Metric.number("skew", "skew", Better.LOWER)),
            NEARNESS.name(),
            false);

    private ValuedRun() {}

    static RunState of(RunState labelled) {
        return Rewritten.of(labelled, RunState.class, NAME, ValuedRun::change);
    }

    static EvaluationReport of(EvaluationReport labelled) {
        return Rewritten.of(labelled, EvaluationReport.class, NAME, ValuedRun::change);
    }

    /** What makes a page see it so: the service tells the measures of a task that there is. */
    static String script() {
        return """
                const parse = JSON.parse;
                JSON.parse = (...all) => {
                  const measured = (one) => {
                    if (one?.declaration?.metadata?.name === '%s') {
                      one.measures = %s;
                    }
                  };
                  const document = parse(...all);
                  measured(document);
                  document?.items?.forEach?.(measured);
                  return document;
                };
                """.formatted(NAME, new String(ContractJson.write(MEASURES), StandardCharsets.UTF_8));
    }

    private static void change(ObjectNode object) {
        if (object.get("metrics") instanceof ObjectNode metrics && metrics.has("accuracy")) {
            var accuracy = metrics.get("accuracy");
            // A report has a number with its interval, a state the number alone.
            object.set("metrics", accuracy.isObject() ? measured(accuracy) : values(accuracy.asDouble()));
        }
        if (object.has("breakdown")) {
            var parts = List.of(part("up to 1", 0.31), part("1 to 5", 0.62), part("above 5", 1.4));
            object.set("breakdown", tree(new Breakdown("range", parts)));
        }
        if (object.has("counts") && object.has("pValue")) {
            object.remove("counts");
            object.set("differences", tree(differences()));
        }
    }

    private static PairedDifferences differences() {
        return new PairedDifferences(100, new TreeMap<>(Map.of(-3, 100L, 0, 800L, 5, 300L)));
    }

    private static JsonNode measured(JsonNode accuracy) {
        double value = accuracy.get("value").asDouble();
        var metrics = new TreeMap<String, Measured>();
        values(value)
                .properties()
                .forEach(one -> metrics.put(one.getKey(), around(one.getValue().asDouble())));
        return tree(metrics);
    }

    private static JsonNode values(double accuracy) {
        return tree(new TreeMap<>(Map.of(
                DEVIATION.name(), 0.2 + 4 * (1 - accuracy), NEARNESS.name(), accuracy, "teacherAgreement", accuracy)));
    }

    private static Breakdown.Part part(String name, double deviation) {
        return new Breakdown.Part(
                name, new TreeMap<>(Map.of(DEVIATION.name(), around(deviation), "bias", around(deviation / 10))));
    }

    private static Measured around(double value) {
        return new Measured(value, value - 0.0123, value + 0.0123, 400);
    }

    private static JsonNode tree(Object document) {
        return ContractJson.read(ContractJson.write(document), JsonNode.class);
    }
}
