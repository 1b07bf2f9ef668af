package dev.limbeck.contract.json;

import com.fasterxml.jackson.core.JsonProcessingException;

/** A document is not of the form that it has to be. */
final class DocumentFormException extends JsonProcessingException {
    private static final long serialVersionUID = 1;

    DocumentFormException(String sentence) {
        super(sentence);
    }

    DocumentFormException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
