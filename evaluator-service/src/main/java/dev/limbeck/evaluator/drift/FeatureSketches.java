package dev.limbeck.evaluator.drift;

import java.util.ArrayList;
import java.util.List;
import org.apache.datasketches.kll.KllDoublesSketch;

/**
 * The distributions of some features over some inputs, in bounded memory: a quantile sketch for each (Karnin, Lang and
 * Liberty, <i>Optimal quantile approximation in streams</i>, FOCS 2016, arXiv:1603.05346).
 */
final class FeatureSketches {
    /** 32 KB for each feature; exact up to as many inputs, and mostly within a thousandth of the rank beyond. */
    private static final int K = 4000;

    private final List<KllDoublesSketch> sketches = new ArrayList<>();
    private final List<Moments> moments = new ArrayList<>();

    FeatureSketches(int features) {
        for (int i = 0; i < features; i++) {
            sketches.add(KllDoublesSketch.newHeapInstance(K));
            moments.add(Moments.NONE);
        }
    }

    void add(double[] features) {
        for (int i = 0; i < features.length; i++) {
            sketches.get(i).update(features[i]);
            moments.set(i, moments.get(i).plus(Moments.of(features[i])));
        }
    }

    long inputs() {
        return moments.get(0).count();
    }

    KllDoublesSketch of(int feature) {
        return sketches.get(feature);
    }

    double mean(int feature) {
        return moments.get(feature).mean();
    }
}
