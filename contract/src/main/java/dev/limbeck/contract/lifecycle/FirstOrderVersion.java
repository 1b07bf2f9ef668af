package dev.limbeck.contract.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.event.SecondReportVersion;
import dev.limbeck.contract.json.EarlierForm;

/** Brings an order of version 1 to 2, in which whatever is measured stands by its name. */
final class FirstOrderVersion implements EarlierForm {
    @Override
    public ObjectNode next(ObjectNode order) {
        upcast(order);
        return order;
    }

    /** In place. */
    static void upcast(JsonNode order) {
        SecondReportVersion.upcast(order.path("report"));
        SecondReportVersion.score(order.path("champion").path("score"));
    }
}
