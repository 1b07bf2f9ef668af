package dev.limbeck.benchmarks.measure;

/** By the clock, and of processor time. */
public record Took(double seconds, double processorSeconds) {
    public Took times(double factor) {
        return new Took(seconds * factor, processorSeconds * factor);
    }
}
