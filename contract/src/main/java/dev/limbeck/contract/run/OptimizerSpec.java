package dev.limbeck.contract.run;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How gradients become weights.
 *
 * @param learningRate at the top of the schedule
 * @param momentum of SGD; Adam uses betas 0.9 and 0.999
 * @param weightDecay L2 penalty added to the gradient
 * @param gradientClip largest global norm of the gradient; a larger one is scaled down to it
 */
public record OptimizerSpec(
        Kind kind, double learningRate, double momentum, double weightDecay, double gradientClip, Schedule schedule) {
    public static final OptimizerSpec DEFAULT = new OptimizerSpec(Kind.ADAM, 0.001, 0.9, 0, 5, Schedule.CONSTANT);

    /** Kingma and Ba 2015, or stochastic gradient descent with momentum. */
    public enum Kind implements Choice {
        ADAM,
        SGD
    }

    public OptimizerSpec {
        require(learningRate > 0 && learningRate <= 10, "learningRate", learningRate, "above 0, at most 10");
        require(momentum >= 0 && momentum < 1, "momentum", momentum, "0 or above, below 1");
        require(weightDecay >= 0 && weightDecay <= 1, "weightDecay", weightDecay, "0 to 1");
        require(gradientClip > 0 && Double.isFinite(gradientClip), "gradientClip", gradientClip, "above 0 and finite");
    }

    @JsonCreator
    static OptimizerSpec of(
            @JsonProperty("kind") @Nullable String kind,
            @JsonProperty("learningRate") @Nullable Double learningRate,
            @JsonProperty("momentum") @Nullable Double momentum,
            @JsonProperty("weightDecay") @Nullable Double weightDecay,
            @JsonProperty("gradientClip") @Nullable Double gradientClip,
            @JsonProperty("schedule") @Nullable Schedule schedule) {
        return new OptimizerSpec(
                Choice.of(Kind.class, "kind", kind, DEFAULT.kind),
                orElse(learningRate, DEFAULT.learningRate),
                orElse(momentum, DEFAULT.momentum),
                orElse(weightDecay, DEFAULT.weightDecay),
                orElse(gradientClip, DEFAULT.gradientClip),
                orElse(schedule, DEFAULT.schedule));
    }

    /**
     * The learning rate over the steps, as a share of {@link OptimizerSpec#learningRate}: a linear rise over {@code
     * warmupSteps}, then half a cosine down to {@code finalShare} over {@code decaySteps}, where it stays. Without
     * {@code decaySteps} it stays at the top, as suits a stream with no end.
     */
    public record Schedule(long warmupSteps, long decaySteps, double finalShare) {
        public static final Schedule CONSTANT = new Schedule(0, 0, 1);

        public Schedule {
            require(warmupSteps >= 0, "warmupSteps", warmupSteps, "0 or more");
            require(decaySteps >= 0, "decaySteps", decaySteps, "0 (no decay) or more");
            require(finalShare >= 0 && finalShare <= 1, "finalShare", finalShare, "0 to 1");
        }

        @JsonCreator
        static Schedule of(
                @JsonProperty("warmupSteps") @Nullable Long warmupSteps,
                @JsonProperty("decaySteps") @Nullable Long decaySteps,
                @JsonProperty("finalShare") @Nullable Double finalShare) {
            return new Schedule(orElse(warmupSteps, 0L), orElse(decaySteps, 0L), orElse(finalShare, 0.05));
        }

        /** Share of the full learning rate at a step, the first being 0. */
        public double shareAt(long step) {
            if (step < warmupSteps) {
                return (step + 1.0) / warmupSteps;
            }
            if (decaySteps == 0) {
                return 1;
            }
            double progress = Math.min(1, (step - warmupSteps) / (double) decaySteps);
            return finalShare + (1 - finalShare) * 0.5 * (1 + Math.cos(Math.PI * progress));
        }
    }

    public double learningRateAt(long step) {
        return learningRate * schedule.shareAt(step);
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " at " + learningRate;
    }
}
