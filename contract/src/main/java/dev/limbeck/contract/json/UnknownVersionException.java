package dev.limbeck.contract.json;

import com.fasterxml.jackson.core.JsonProcessingException;

/**
 * A kept document is of a version that is not known here: a later release may have written it. It is whole, so where what
 * is damaged is passed over for something older, this may not be.
 */
public final class UnknownVersionException extends JsonProcessingException {
    private static final long serialVersionUID = 1;

    UnknownVersionException(String sentence) {
        super(sentence);
    }
}
