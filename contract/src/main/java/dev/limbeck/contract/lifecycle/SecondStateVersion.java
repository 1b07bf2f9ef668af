package dev.limbeck.contract.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.json.EarlierForm;

/**
 * Brings a state of schemaVersion 2 to 3. Nobody could pin a champion then; and a candidate was measured if it had an
 * agreement with its teacher. From here on the run moves by the rules of lifecycleVersion 3, under which what a person
 * has decided holds, and a checkpoint older than one that was judged is not.
 */
final class SecondStateVersion implements EarlierForm {
    @Override
    public ObjectNode next(ObjectNode state) {
        state.put("lifecycleVersion", 3).putNull("pin");
        state.path("candidates").forEach(one -> ((ObjectNode) one).put("measured", one.hasNonNull("teacherAgreement")));
        return state;
    }
}
