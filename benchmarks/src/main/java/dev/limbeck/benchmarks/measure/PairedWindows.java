package dev.limbeck.benchmarks.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Measures a loop in windows, and after each window, while the loop stands still, the same work without the loop: so
 * that what disturbs the machine disturbs both alike. Used by the loop's own thread.
 */
public final class PairedWindows {
    private final WindowPlan plan;
    private final IntToLongFunction alone;
    private final Runnable settle;
    private final LongSupplier nanos;
    private final LongSupplier processorNanos;
    private final List<Pair> pairs = new ArrayList<>();
    private int seen;
    private boolean counting;
    private long examples;
    private Moment began = new Moment(0, 0);

    /**
     * @param alone does so many batches without the loop and returns how many examples that were
     * @param settle returns when nothing goes on any more beside the loop that stands still
     * @param nanos a clock
     * @param processorNanos processor time of this process
     */
    public PairedWindows(
            WindowPlan plan,
            IntToLongFunction alone,
            Runnable settle,
            LongSupplier nanos,
            LongSupplier processorNanos) {
        this.plan = plan;
        this.alone = alone;
        this.settle = settle;
        this.nanos = nanos;
        this.processorNanos = processorNanos;
    }

    /** By the clock of this machine, and the processor time of this process. */
    public static PairedWindows here(WindowPlan plan, IntToLongFunction alone, Runnable settle) {
        var process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new PairedWindows(plan, alone, settle, System::nanoTime, process::getProcessCpuTime);
    }

    private record Moment(long nanos, long processorNanos) {}

    private Moment now() {
        return new Moment(nanos.getAsLong(), processorNanos.getAsLong());
    }

    /** Examples a second, by the clock and by processor time. */
    public record Rate(double perSecond, double perProcessorSecond) {}

    /** One after the other. */
    public record Pair(Rate looped, Rate alone) {
        public double ratio() {
            return looped.perSecond() / alone.perSecond();
        }

        /** What the ratio would be if the loop never had to wait. */
        public double processorRatio() {
            return looped.perProcessorSecond() / alone.perProcessorSecond();
        }
    }

    /** The loop has finished a batch. Returns when it may go on. */
    public void passed(int batchExamples) {
        passed(1, batchExamples);
    }

    /**
     * The loop has finished some batches at a time: a window begins and ends between two such times. Returns when it may
     * go on.
     *
     * @param batchExamples of all of them
     */
    public void passed(int batches, int batchExamples) {
        if (isDone()) {
            return;
        }
        seen += batches;
        if (counting) {
            examples += batchExamples;
            if (seen >= plan.batches()) {
                end();
            }
        } else if (seen >= (pairs.isEmpty() ? plan.firstWarmUp() : plan.warmUp())) {
            counting = true;
            seen = 0;
            began = now();
        }
    }

    private void end() {
        Rate looped = rate(examples, began);
        settle.run();
        Moment start = now();
        pairs.add(new Pair(looped, rate(alone.applyAsLong(plan.batches()), start)));
        counting = false;
        seen = 0;
        examples = 0;
    }

    public boolean isDone() {
        return pairs.size() == plan.repetitions();
    }

    public List<Pair> pairs() {
        return List.copyOf(pairs);
    }

    /** Both rates' medians beside the spread of their quotients. */
    public Result result(String name) {
        return Result.of(name, Spread.of(pairs.stream().map(Pair::ratio).toList()), Result.RATIO)
                .with("examplesPerSecond", median(each -> each.looped().perSecond()))
                .with("aloneExamplesPerSecond", median(each -> each.alone().perSecond()))
                .with("processorTimeRatio", median(Pair::processorRatio))
                .with("batchesAWindow", plan.batches());
    }

    private double median(ToDoubleFunction<Pair> figure) {
        return Spread.of(pairs.stream().map(figure::applyAsDouble).toList()).median();
    }

    private Rate rate(long count, Moment since) {
        Moment now = now();
        return new Rate(
                count * 1e9 / (now.nanos() - since.nanos()),
                count * 1e9 / (now.processorNanos() - since.processorNanos()));
    }
}
