package dev.limbeck.orchestrator.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.metric.Metric;
import java.util.List;

/** The example run, if nobody knew what is right. */
final class UnlabelledRun {
    static final String NAME = "unlabelled";

    private static final List<String> BY_TEACHER = List.of(Metric.TEACHER_AGREEMENT.name(), "klToTeacher");

    private UnlabelledRun() {}

    static RunState of(RunState labelled) {
        return Rewritten.of(labelled, RunState.class, NAME, UnlabelledRun::strip);
    }

    static EvaluationReport of(EvaluationReport labelled) {
        return Rewritten.of(labelled, EvaluationReport.class, NAME, UnlabelledRun::strip);
    }

    private static void strip(ObjectNode object) {
        if (object.get("metrics") instanceof ObjectNode metrics) {
            metrics.retain(BY_TEACHER);
        }
        if (object.has("breakdown")) {
            object.putObject("breakdown").put("by", "").putArray("parts");
        }
        for (String field : new String[] {"byHardLabel", "accuracy"}) {
            if (object.has(field)) {
                object.putNull(field);
            }
        }
        if (object.path("labelled").isNumber()) {
            object.put("labelled", 0);
        }
        if (object.has("reference")) {
            object.put("reference", "TEACHER");
        }
    }
}
