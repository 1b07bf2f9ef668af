package dev.limbeck.network.torchscript;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** The numbers that the scripted training step is given with each call: the one place that knows which stands where. */
public final class StepSettings {
    private final Map<Setting, Double> numbers = new EnumMap<>(Setting.class);

    /** By position: the script reads them by their number, so they keep their order, and new ones come last. */
    public enum Setting {
        SOFT_TARGET_WEIGHT,
        TEMPERATURE,
        LEARNING_RATE,
        GRADIENT_CLIP,
        WEIGHT_DECAY,
        MOMENTUM,
        /** Number of the update, from 1: Adam takes the bias out of young moments by it. */
        UPDATE,
        /** 1 for Adam, 0 for descent with momentum. */
        ADAM,
        /** 1 where nothing is to change. */
        PROBE,
        SOFT_TARGET_WEIGHT_FACTOR,
        /** 1 where some example has a hard label. */
        LABELLED
    }

    public StepSettings with(Setting setting, double number) {
        numbers.put(setting, number);
        return this;
    }

    public StepSettings with(Setting setting, boolean isSo) {
        return with(setting, isSo ? 1 : 0);
    }

    /**
     * In the script's order.
     *
     * @throws IllegalStateException when one is missing
     */
    public double[] numbers() {
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
