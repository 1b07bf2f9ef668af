package dev.limbeck.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.LongSupplier;

/**
 * Measures a loop in windows, and after each window, while the loop stands still, the same work without the loop: so
 * that what disturbs the machine disturbs both alike. Used by the loop's own thread.
 */
public final class PairedWindows {
    private final WindowPlan plan;
    private final IntToLongFunction alone;
    private final Runnable settle;
    private final LongSupplier nanos;
    private final List<Pair> pairs = new ArrayList<>();
    private int seen;
    private long examples;
    private long began;

    /**
     * @param alone does so many batches without the loop and returns how many examples that were
     * @param settle returns when nothing goes on any more beside the loop that stands still
     */
    public PairedWindows(WindowPlan plan, IntToLongFunction alone, Runnable settle, LongSupplier nanos) {
        this.plan = plan;
        this.alone = alone;
        this.settle = settle;
        this.nanos = nanos;
    }

    /** Examples a second, one after the other. */
    public record Pair(double looped, double alone) {
        public double ratio() {
            return looped / alone;
        }
    }

    /** The loop has finished a batch. Returns when it may go on. */
    public void passed(int batchExamples) {
        if (isDone()) {
            return;
        }
        seen++;
        int warmUp = pairs.isEmpty() ? plan.firstWarmUp() : plan.warmUp();
        if (seen > warmUp) {
            examples += batchExamples;
        } else if (seen == warmUp) {
            began = nanos.getAsLong();
        }
        if (seen == warmUp + plan.batches()) {
            double looped = rate(examples, began);
            settle.run();
            long start = nanos.getAsLong();
            pairs.add(new Pair(looped, rate(alone.applyAsLong(plan.batches()), start)));
            seen = 0;
            examples = 0;
        }
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
                .with(
                        "examplesPerSecond",
                        median(pairs.stream().map(Pair::looped).toList()))
                .with(
                        "aloneExamplesPerSecond",
                        median(pairs.stream().map(Pair::alone).toList()))
                .with("batchesAWindow", plan.batches());
    }

    private static double median(List<Double> rates) {
        return Spread.of(rates).median();
    }

    private double rate(long count, long since) {
        return count * 1e9 / (nanos.getAsLong() - since);
    }
}
