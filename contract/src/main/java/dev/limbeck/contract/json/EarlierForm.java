package dev.limbeck.contract.json;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A form in which a {@link Kept} document was written once. */
@FunctionalInterface
public interface EarlierForm {
    /**
     * Brings a document to the next form. Its version need not be changed.
     *
     * @param document of this form; may be changed
     */
    ObjectNode next(ObjectNode document);
}
