package dev.limbeck.teacher.validation;

/**
 * What was looked at, and what was found.
 *
 * @param name where it stands in the declaration, and what stands there
 * @param ok whether a run could use it
 * @param detail what it is, or one sentence on why it cannot be used
 */
public record Finding(String name, boolean ok, String detail) {}
