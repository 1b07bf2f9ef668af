package dev.limbeck.evaluator.watch;

import dev.limbeck.contract.lifecycle.RunEvent.DriftDetected.Signal;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.status.WatchStatus.DriftSignal;
import dev.limbeck.contract.task.Task;
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
    private final Task task;
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
        this.task = declared.task();
        this.input = new InputDrift(new InputFeatures(declared), window, deltaOfASignal);
        this.labelMix = new LabelMix(declared.task().strata(), window, deltaOfASignal);
        this.entropy = Adwin.ofMeans(new LookBudget(deltaOfASignal));
        this.disagreementBudget = new LookBudget(deltaOfASignal);
        this.disagreement = disagreements(disagreementBudget);
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
        addSoftTarget(watched.softTarget()).forEach(drifts::add);
        return drifts;
    }

    /** A task that tells no records apart, or whose teacher is never unsure, gives nothing away by that. */
    private List<Drift> addSoftTarget(Output softTarget) {
        var drifts = new ArrayList<Drift>();
        if (task.strata() > 1) {
            labelMix.add(task.stratum(Optional.empty(), softTarget))
                    .map(shift -> new Drift(Signal.LABEL_MIX, MIX.formatted(shift.label(), delta), shift.change()))
                    .ifPresent(drifts::add);
        }
        if (task.greatestEntropy() > 0) {
            addEntropy(task.entropy(softTarget)).ifPresent(drifts::add);
        }
        return drifts;
    }

    private Optional<Drift> addEntropy(double nats) {
        recentEntropy.add(nats);
        // ADWIN asks for values between 0 and 1.
        var change = entropy.add(nats / task.greatestEntropy());
        if (change.isPresent()) {
            entropy = Adwin.ofMeans(new LookBudget(deltaOfASignal));
        }
        return change.map(shift -> new Drift(Signal.TEACHER_ENTROPY, ADWIN.formatted(delta), inNats(shift)));
    }

    private MeanShift inNats(MeanShift change) {
        return new MeanShift(change.before() * task.greatestEntropy(), change.after() * task.greatestEntropy());
    }

    /** What the champion gives away by how far it is from the teacher, in [0, 1]; that it agrees more than before is no drift. */
    Optional<Drift> disagreement(double value) {
        recentDisagreement.add(value);
        var drift = disagreement
                .add(value)
                .filter(change -> change.after() > change.before())
                .map(change -> new Drift(Signal.DISAGREEMENT, ADWIN.formatted(delta), change));
        if (drift.isPresent()) {
            disagreementBudget = new LookBudget(deltaOfASignal);
            disagreement = disagreements(disagreementBudget);
        }
        return drift;
    }

    /** Another champion has another share. */
    void championChanged() {
        disagreement = disagreements(disagreementBudget);
        recentDisagreement = new SlidingMean(window);
    }

    private Adwin disagreements(LookBudget budget) {
        return task.marks() == 1 ? Adwin.ofShares(budget) : Adwin.ofMeans(budget);
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
                .ifPresent(mean -> signals.add(
                        signal(Signal.TEACHER_ENTROPY, mean, finite(entropy.mean() * task.greatestEntropy()))));
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
