package dev.limbeck.contract.lifecycle;

/**
 * What a generation's students change of their objective and optimizer while they train.
 *
 * @param softTargetWeightFactor times the declared softTargetWeight, in [0, 1]; without effect on an example that has
 *     no hard label
 * @param learningRateFactor times the scheduled learning rate, above 0 and finite
 */
public record Adjustment(double softTargetWeightFactor, double learningRateFactor) {
    public static final Adjustment NONE = new Adjustment(1, 1);

    public Adjustment {
        if (!(softTargetWeightFactor >= 0 && softTargetWeightFactor <= 1)) {
            throw new IllegalArgumentException(
                    "softTargetWeightFactor is " + softTargetWeightFactor + ", allowed is 0 to 1");
        }
        if (!(learningRateFactor > 0) || Double.isInfinite(learningRateFactor)) {
            throw new IllegalArgumentException(
                    "learningRateFactor is " + learningRateFactor + ", allowed is above 0 and finite");
        }
    }
}
