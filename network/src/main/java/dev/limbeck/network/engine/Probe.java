package dev.limbeck.network.engine;

/** Runs the self-test under one instruction set, where a crash harms nobody. */
@FunctionalInterface
public interface Probe {
    Attempt run(InstructionSet instructionSet);
}
