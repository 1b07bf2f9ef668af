package dev.limbeck.network.torchscript;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** The numbers that the scripted training step is given with each call, beside those of its objective. */
public final class StepSettings {
    private final Map<Setting, Double> numbers = new EnumMap<>(Setting.class);

    /** In this order they follow the objective's, so they keep it, and new ones come last. */
    public enum Setting {
        LEARNING_RATE("learning_rate = %s"),
        GRADIENT_CLIP("gradient_clip = %s"),
        WEIGHT_DECAY("weight_decay = %s"),
        MOMENTUM("momentum = %s"),
        /** Number of the update, from 1: Adam takes the bias out of young moments by it. */
        UPDATE("update = %s"),
        /** 1 for Adam, 0 for descent with momentum. */
        ADAM("adam = %s == 1."),
        /** 1 where nothing is to change. */
        PROBE("probe = %s == 1."),
        SOFT_TARGET_WEIGHT_FACTOR("adjusted_weight = soft_target_weight * %s"),
        /** 1 where some example has a hard label. */
        LABELLED("labelled = %s == 1.");

        private final String reading;

        Setting(String reading) {
            this.reading = reading;
        }

        /** The script's line for it. */
        String read(String number) {
            return reading.formatted(number);
        }
    }

    public StepSettings with(Setting setting, double number) {
        numbers.put(setting, number);
        return this;
    }

    public StepSettings with(Setting setting, boolean isSo) {
        return with(setting, isSo ? 1 : 0);
    }

    /**
     * In the order of {@link Setting}.
     *
     * @throws IllegalStateException when one is missing
     */
    double[] numbers() {
        return Arrays.stream(Setting.values()).mapToDouble(this::required).toArray();
    }

    private double required(Setting setting) {
        Double number = numbers.get(setting);
        if (number == null) {
            throw new IllegalStateException("the training step is not told its " + setting);
        }
        return number;
    }
}
