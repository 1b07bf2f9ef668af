package dev.limbeck.network.objective;

/**
 * A number that a term reads, the same with every step.
 *
 * @param name in the script; terms that read the same one share it
 */
public record TermSetting(String name, double value) {}
