package dev.limbeck.benchmarks.machine;

import java.io.IOException;

/** Which cores a measured stage's process has. */
public enum Place {
    /** Any, as in its service: the arithmetic is on one thread, and beside it the JVM has others. */
    ANY_CORE(""),
    /** One for all its threads, the JVM's included: what a record costs in all. */
    ONE_CORE(", one core");

    private final String suffix;

    Place(String suffix) {
        this.suffix = suffix;
    }

    /** The case's name with this place in it. */
    public String in(String caseName) {
        return caseName + suffix;
    }

    /** Puts this process there. */
    public void take(Cores cores) throws IOException, InterruptedException {
        if (this == ONE_CORE) {
            cores.bindMeasured();
        } else {
            cores.unbindMeasured();
        }
    }

    /** For a table: what each stage has. */
    public String describe(Cores cores, String measured) {
        return this == ONE_CORE ? cores.describe(measured) : cores.describeUnbound(measured);
    }
}
