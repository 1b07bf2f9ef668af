package dev.limbeck.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;

/**
 * Measures a loop in windows, and after each window, while the loop stands still, the same work without the loop: so
 * that what disturbs the machine disturbs both alike. Used by the loop's own thread.
 */
public final class PairedWindows {
    private final WindowPlan plan;
    private final IntToLongFunction alone;
    private final Runnable settle;
    private final Supplier<Stopwatch> starting;
    private final List<Pair> pairs = new ArrayList<>();
    private int seen;
    private boolean counting;
    private long examples;
    private Stopwatch window;

    /**
     * @param alone does so many batches without the loop and returns how many examples that were
     * @param settle returns when nothing goes on any more beside the loop that stands still
     * @param starting starts a stopwatch
     */
    PairedWindows(WindowPlan plan, IntToLongFunction alone, Runnable settle, Supplier<Stopwatch> starting) {
        this.plan = plan;
        this.alone = alone;
        this.settle = settle;
        this.starting = starting;
        this.window = starting.get();
    }

    /** By the clock of this machine, and the processor time of this process. */
    public static PairedWindows here(WindowPlan plan, IntToLongFunction alone, Runnable settle) {
        return new PairedWindows(plan, alone, settle, Stopwatch::start);
    }

    /** Examples a second, by the clock and by processor time. */
    public record Rate(double perSecond, double perProcessorSecond) {
        private static Rate of(long examples, Took took) {
            return new Rate(examples / took.seconds(), examples / took.processorSeconds());
        }
    }

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
            window = starting.get();
        }
    }

    private void end() {
        Rate looped = Rate.of(examples, window.took());
        settle.run();
        var beside = starting.get();
        long done = alone.applyAsLong(plan.batches());
        pairs.add(new Pair(looped, Rate.of(done, beside.took())));
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
        return Result.of(name, Spread.of(pairs, Pair::ratio), Result.RATIO)
                .with(
                        "examplesPerSecond",
                        Spread.of(pairs, each -> each.looped().perSecond()).median())
                .with(
                        "aloneExamplesPerSecond",
                        Spread.of(pairs, each -> each.alone().perSecond()).median())
                .with(
                        "processorTimeRatio",
                        Spread.of(pairs, Pair::processorRatio).median())
                .with("batchesAWindow", plan.batches());
    }
}
