package dev.limbeck.contract.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.event.SecondReportVersion;
import dev.limbeck.contract.json.EarlierForm;

/** Brings a state of schemaVersion 3 to 4, in which whatever is measured stands by its name. */
final class ThirdStateVersion implements EarlierForm {
    @Override
    public ObjectNode next(ObjectNode state) {
        state.path("generations")
                .forEach(one -> SecondReportVersion.score(one.path("beginsFrom").path("score")));
        state.path("candidates").forEach(one -> candidate((ObjectNode) one));
        state.path("champions").forEach(one -> SecondReportVersion.score(one.path("score")));
        state.path("orders").forEach(one -> FirstOrderVersion.upcast(one.path("order")));
        return state;
    }

    private static void candidate(ObjectNode candidate) {
        SecondReportVersion.upcast(candidate.path("report"));
        var metrics = candidate.putObject("metrics");
        for (String name : new String[] {"accuracy", "teacherAgreement"}) {
            JsonNode value = candidate.remove(name);
            if (value != null && value.isNumber()) {
                metrics.set(name, value);
            }
        }
    }
}
