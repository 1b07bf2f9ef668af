package dev.limbeck.contract.record;

import java.nio.ByteBuffer;

/** What is right for a record, by somebody's word: a person, a sensor, a later event. */
public sealed interface HardLabel permits OfClass {
    /** The kind in words, as in "expected a class". */
    String kind();

    /** What is right, as text without spaces. Equal labels have equal texts, and others of the kind have others. */
    String text();

    /** The same as bytes. What is kept of records depends on them, so those of a kind never change. */
    ByteBuffer bytes();
}
