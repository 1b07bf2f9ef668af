package dev.limbeck.local.housing;

import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.OfValues;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.dataset.LabelledExample;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of a {@link HousingFile}.
 *
 * @param byColumn its text
 */
record District(Map<String, String> byColumn) {
    private static final List<String> NUMBERS = List.of(
            "longitude",
            "latitude",
            "housing_median_age",
            "total_rooms",
            "total_bedrooms",
            "population",
            "households",
            "median_income");
    private static final String BEDROOMS = "total_bedrooms";
    private static final String VALUE = "median_house_value";
    private static final String PROXIMITY = "ocean_proximity";
    private static final List<String> PROXIMITIES = List.of("<1H OCEAN", "INLAND", "ISLAND", "NEAR BAY", "NEAR OCEAN");

    /** Stands for a count that is missing: the mean, which is 0 once it is normalised. */
    private static final float MEAN_BEDROOMS = 539.6f;

    private static final double CAP = 500_000;
    private static final double UNIT = 100_000;

    boolean isCapped() {
        return number(VALUE) > CAP;
    }

    /**
     * {@code numbers}: the eight, and 1 where the bedrooms are not known, else 0; {@code proximity}: the category's place in
     * the alphabet. The label is the value in units of 100,000 dollars.
     *
     * @throws IllegalArgumentException when a column is missing or says something else
     */
    LabelledExample example() {
        boolean known = !text(BEDROOMS).isEmpty();
        float[] numbers = new float[NUMBERS.size() + 1];
        for (int i = 0; i < NUMBERS.size(); i++) {
            String column = NUMBERS.get(i);
            numbers[i] = column.equals(BEDROOMS) && !known ? MEAN_BEDROOMS : (float) number(column);
        }
        numbers[NUMBERS.size()] = known ? 0 : 1;
        var inputs = new TreeMap<>(
                Map.of("numbers", Tensor.ofFloats(Shape.of(numbers.length), numbers), "proximity", proximity()));
        return new LabelledExample(new Inputs(inputs), new OfValues(List.of((float) (number(VALUE) / UNIT))));
    }

    private Tensor proximity() {
        String word = text(PROXIMITY);
        long index = PROXIMITIES.indexOf(word);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "%s is '%s'; allowed: one of %s".formatted(PROXIMITY, word, PROXIMITIES));
        }
        var bytes =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(index);
        return new Tensor(ElementType.I64, Shape.of(1), bytes.flip());
    }

    private double number(String column) {
        String text = text(column);
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException none) {
            // said below, with the column
        }
        throw new IllegalArgumentException("%s is '%s'; allowed: a number".formatted(column, text));
    }

    private String text(String column) {
        String text = byColumn.get(column);
        if (text == null) {
            throw new IllegalArgumentException(
                    "%s is missing; allowed: all of %s, %s and %s".formatted(column, NUMBERS, VALUE, PROXIMITY));
        }
        return text.strip();
    }
}
