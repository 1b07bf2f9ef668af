package dev.limbeck.local.validate;

/**
 * What was looked at, and what was found.
 *
 * @param name where it stands in the declaration
 * @param detail one sentence where it is not ok
 */
public record Check(String name, boolean ok, String detail) {}
