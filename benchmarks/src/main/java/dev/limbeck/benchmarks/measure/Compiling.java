package dev.limbeck.benchmarks.measure;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/** How busy the JVM's compilers have been since a moment: what is measured beside them is not what it will be. */
public final class Compiling {
    private final CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
    private final long millisBefore = compilers.getTotalCompilationTime();
    private final long began = System.nanoTime();

    /** Of one core. */
    public double share() {
        long millis = compilers.getTotalCompilationTime() - millisBefore;
        return millis * 1e6 / (System.nanoTime() - began);
    }
}
