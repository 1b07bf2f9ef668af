package dev.limbeck.contract.configuration;

/**
 * What a declaration could say when digests were first taken of it: a record of the keys of then, by their names of now.
 * It never gets another key.
 */
public interface FirstForm {
    /** What the digest was taken of, in the layout of then. */
    Object asWritten();
}
