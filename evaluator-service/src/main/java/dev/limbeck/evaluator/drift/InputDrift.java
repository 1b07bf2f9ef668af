package dev.limbeck.evaluator.drift;

import dev.limbeck.contract.record.Inputs;
import java.util.Optional;

/**
 * Whether inputs are distributed as the first ones were. A window is compared with them when it is a quarter, half and
 * all full, feature by feature, by the two-sample Kolmogorov-Smirnov test: a large change is seen soon, a small one by the
 * whole window. What a comparison may err by is split evenly over the features (Bonferroni), and delta over the
 * comparisons by {@link LookBudget}: the probability of ever taking a chance for a change is at most delta. After a
 * change, the inputs from then on are the first ones.
 */
public final class InputDrift {
    private final InputFeatures features;
    private final int window;
    private final double delta;

    private LookBudget budget;
    private FeatureValues reference;
    private FeatureValues recent;
    private Optional<Look> newest = Optional.empty();

    /**
     * @param window inputs that are compared at once, at most
     * @param delta probability of ever giving a false alarm
     */
    public InputDrift(InputFeatures features, int window, double delta) {
        this.features = features;
        this.window = window;
        this.delta = delta;
        this.budget = new LookBudget(delta);
        this.reference = none();
        this.recent = none();
    }

    /**
     * Inputs that are distributed otherwise.
     *
     * @param feature that shows it most
     * @param change of its mean
     */
    public record Shift(String feature, MeanShift change) {}

    private FeatureValues none() {
        return new FeatureValues(features.names().size(), window);
    }

    /**
     * Newest inputs beside the first ones.
     *
     * @param distance largest between the distribution functions of a feature, in [0, 1]
     * @param byChance up to where it is none
     */
    public record Look(double distance, double byChance) {}

    public Optional<Look> newest() {
        return newest;
    }

    /** The shift that this input gives away, if its window is compared at it and does. */
    public Optional<Shift> add(Inputs input) {
        if (reference.inputs() < window) {
            reference.add(features.of(input));
            return Optional.empty();
        }
        recent.add(features.of(input));
        int inputs = recent.inputs();
        if (inputs != window / 4 && inputs != window / 2 && inputs != window) {
            return Optional.empty();
        }
        var shift = compare();
        if (shift.isPresent() || inputs == window) {
            recent = none();
        }
        if (shift.isPresent()) {
            reference = none();
            budget = new LookBudget(delta);
        }
        return shift;
    }

    private Optional<Shift> compare() {
        double level = budget.next() / features.names().size();
        int farthest = 0;
        double distance = 0;
        for (int feature = 0; feature < features.names().size(); feature++) {
            double apart = KolmogorovSmirnov.distance(reference.sorted(feature), recent.sorted(feature));
            if (apart > distance) {
                distance = apart;
                farthest = feature;
            }
        }
        double byChance = KolmogorovSmirnov.byChance(reference.inputs(), recent.inputs(), level);
        newest = Optional.of(new Look(distance, byChance));
        return distance > byChance
                ? Optional.of(new Shift(
                        features.names().get(farthest), new MeanShift(reference.mean(farthest), recent.mean(farthest))))
                : Optional.empty();
    }
}
