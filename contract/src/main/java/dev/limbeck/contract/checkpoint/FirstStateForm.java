package dev.limbeck.contract.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.json.EarlierForm;

/**
 * Student states that say no version. The first of them have no {@code adjustment}, those after them no
 * {@code arithmetic}, the last all that version 2 has: what is absent is so in the present form, too.
 */
final class FirstStateForm implements EarlierForm {
    @Override
    public ObjectNode next(ObjectNode state) {
        return state;
    }
}
