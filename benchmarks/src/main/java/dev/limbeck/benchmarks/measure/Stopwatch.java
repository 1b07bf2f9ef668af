package dev.limbeck.benchmarks.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** By this machine's clock, and by the processor time of this process. */
public final class Stopwatch {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final LongSupplier clock;
    private final LongSupplier processorClock;
    private final long nanos;
    private final long processorNanos;

    /** Starts one by these clocks, in nanoseconds. */
    Stopwatch(LongSupplier clock, LongSupplier processorClock) {
        this.clock = clock;
        this.processorClock = processorClock;
        this.nanos = clock.getAsLong();
        this.processorNanos = processorClock.getAsLong();
    }

    public static Stopwatch start() {
        return new Stopwatch(System::nanoTime, PROCESS::getProcessCpuTime);
    }

    public static Took time(Runnable work) {
        var watch = start();
        work.run();
        return watch.took();
    }

    /** Since the start. */
    public Took took() {
        return new Took((clock.getAsLong() - nanos) / 1e9, (processorClock.getAsLong() - processorNanos) / 1e9);
    }
}
