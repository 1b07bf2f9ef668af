package dev.limbeck.contract.lifecycle;

/**
 * What a generation's students change of their objective and optimizer while they train.
 *
 * @param softTargetWeightFactor times the declared softTargetWeight, in [0, 1]; without effect on an example that has
 *     no hard label
 * @param learningRateFactor times the scheduled learning rate
 */
public record Adjustment(double softTargetWeightFactor, double learningRateFactor) {
    public static final Adjustment NONE = new Adjustment(1, 1);
}
