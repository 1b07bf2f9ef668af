package dev.limbeck.benchmarks.measure;

/** @param processorSeconds on all threads of the process */
public record Took(double seconds, double processorSeconds) {
    public Took plus(Took other) {
        return new Took(seconds + other.seconds, processorSeconds + other.processorSeconds);
    }

    public Took times(double factor) {
        return new Took(seconds * factor, processorSeconds * factor);
    }
}
