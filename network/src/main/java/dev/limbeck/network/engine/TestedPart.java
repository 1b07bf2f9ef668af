package dev.limbeck.network.engine;

/**
 * What the self-test found of one kind of operation.
 *
 * @param name {@code convolution} for example
 * @param detail how much was compared, or what differed
 */
public record TestedPart(String name, boolean ok, String detail) {}
