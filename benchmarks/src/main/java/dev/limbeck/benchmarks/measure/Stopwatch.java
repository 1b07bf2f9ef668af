package dev.limbeck.benchmarks.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** By this machine's clock, and by the processor time of this process. */
public final class Stopwatch {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final long nanos = System.nanoTime();
    private final long processorNanos = PROCESS.getProcessCpuTime();

    private Stopwatch() {}

    public static Stopwatch start() {
        return new Stopwatch();
    }

    public static Took time(Runnable work) {
        var watch = start();
        work.run();
        return watch.took();
    }

    /** Since the start. */
    public Took took() {
        return new Took((System.nanoTime() - nanos) / 1e9, (PROCESS.getProcessCpuTime() - processorNanos) / 1e9);
    }
}
