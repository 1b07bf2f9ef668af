package dev.limbeck.local.check;

/**
 * What was looked at, and what was found.
 *
 * @param name of a part of the machine, or where it stands in a declaration
 * @param detail one sentence, or what was found
 */
public record Check(String name, boolean ok, String detail) {}
