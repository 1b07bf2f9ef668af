package dev.limbeck.evaluator.watch;

import dev.limbeck.contract.lifecycle.RunEvent.DriftDetected.Signal;
import dev.limbeck.contract.record.LogSoftmax;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.status.WatchStatus.DriftSignal;
import dev.limbeck.evaluator.drift.Adwin;
import dev.limbeck.evaluator.drift.InputDrift;
import dev.limbeck.evaluator.drift.InputFeatures;
import dev.limbeck.evaluator.drift.LabelMix;
import dev.limbeck.evaluator.drift.LookBudget;
import dev.limbeck.evaluator.drift.MeanShift;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows everything of a stream that may drift. A signal that drifted begins anew; the others go on. All signals together
 * spend one probability of error, each an even share of it over all of its looks.
 */
final class StreamDrift {
    private static final String ADWIN = "ADWIN, delta %s";
    private static final String INPUT = "Kolmogorov-Smirnov on the %s, delta %s";
    private static final String MIX = "Fisher's exact test, most at class %d, delta %s";

    private final int window;
    private final double delta;
    private final double deltaOfASignal;
    private final double largestEntropy;
    private final InputDrift input;
    private final LabelMix labelMix;
    private Adwin entropy;
    private Adwin disagreement;
    /** Not the detector's own: another champion makes it begin anew, and that gives no errors back. */
    private LookBudget disagreementBudget;

    private final SlidingMean recentEntropy;
    private SlidingMean recentDisagreement;

    /** @param delta probability of ever giving a false alarm */
    StreamDrift(Signature declared, int window, double delta) {
        this.window = window;
        this.delta = delta;
        this.deltaOfASignal = delta / Signal.values().length;
        this.largestEntropy = Math.log(declared.task().width());
        this.input = new InputDrift(new InputFeatures(declared), window, deltaOfASignal);
        this.labelMix = new LabelMix(declared.task().strata(), window, deltaOfASignal);
        this.entropy = Adwin.ofMeans(new LookBudget(deltaOfASignal));
        this.disagreementBudget = new LookBudget(deltaOfASignal);
        this.disagreement = Adwin.ofShares(disagreementBudget);
        this.recentEntropy = new SlidingMean(window);
        this.recentDisagreement = new SlidingMean(window);
    }

    /** @param detector that noticed, and its setting */
    record Drift(Signal signal, String detector, MeanShift change) {}

    /** What inputs and teacher give away at this example. */
    List<Drift> add(WatchedExample watched) {
        var drifts = new ArrayList<Drift>();
        input.add(watched.example().record().inputs())
                .map(shift -> new Drift(Signal.INPUT, INPUT.formatted(shift.feature(), delta), shift.change()))
                .ifPresent(drifts::add);
        labelMix.add(watched.teachersChoice())
                .map(shift -> new Drift(Signal.LABEL_MIX, MIX.formatted(shift.label(), delta), shift.change()))
                .ifPresent(drifts::add);
        double nats = entropyOf(watched.example().softTarget().output());
        recentEntropy.add(nats);
        // ADWIN asks for values between 0 and 1.
        var change = entropy.add(nats / largestEntropy);
        if (change.isPresent()) {
            entropy = Adwin.ofMeans(new LookBudget(deltaOfASignal));
            drifts.add(new Drift(Signal.TEACHER_ENTROPY, ADWIN.formatted(delta), inNats(change.get())));
        }
        return drifts;
    }

    private MeanShift inNats(MeanShift change) {
        return new MeanShift(change.before() * largestEntropy, change.after() * largestEntropy);
    }

    /** Of the probabilities at temperature 1, in nats. */
    private static double entropyOf(Output logits) {
        double entropy = 0;
        for (double logProbability : LogSoftmax.of(logits, 1)) {
            entropy -= Math.exp(logProbability) * logProbability;
        }
        return Math.max(0, entropy);
    }

    /** What the champion gives away; that it agrees more often than before is no drift. */
    Optional<Drift> disagreement(boolean contradicts) {
        double value = contradicts ? 1 : 0;
        recentDisagreement.add(value);
        var drift = disagreement
                .add(value)
                .filter(change -> change.after() > change.before())
                .map(change -> new Drift(Signal.DISAGREEMENT, ADWIN.formatted(delta), change));
        if (drift.isPresent()) {
            disagreementBudget = new LookBudget(deltaOfASignal);
            disagreement = Adwin.ofShares(disagreementBudget);
        }
        return drift;
    }

    /** Another champion has another share. */
    void championChanged() {
        disagreement = Adwin.ofShares(disagreementBudget);
        recentDisagreement = new SlidingMean(window);
    }

    double meanEntropy() {
        return recentEntropy.mean().orElse(0);
    }

    /** Those that have a value already. */
    List<DriftSignal> signals() {
        var signals = new ArrayList<DriftSignal>();
        input.newest()
                .ifPresent(look -> signals.add(signal(Signal.INPUT, look.distance(), Optional.of(look.byChance()))));
        labelMix.newest()
                .ifPresent(moved -> signals.add(signal(
                        Signal.LABEL_MIX,
                        moved.change().after(),
                        Optional.of(moved.change().before()))));
        recentEntropy
                .mean()
                .ifPresent(mean ->
                        signals.add(signal(Signal.TEACHER_ENTROPY, mean, finite(entropy.mean() * largestEntropy))));
        recentDisagreement
                .mean()
                .ifPresent(mean -> signals.add(signal(Signal.DISAGREEMENT, mean, finite(disagreement.mean()))));
        return signals;
    }

    private static Optional<Double> finite(double mean) {
        return Double.isNaN(mean) ? Optional.empty() : Optional.of(mean);
    }

    private static DriftSignal signal(Signal signal, double value, Optional<Double> reference) {
        return new DriftSignal(signal.name(), value, reference);
    }
}
