package dev.limbeck.contract.signature;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.limbeck.contract.record.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which shapes the tensors of an input may have: one, or as many as one of its dimensions may have extents, from 1 up to
 * a bound. It is written as a list of whole numbers, the bound with a sign before it: {@code [3, "<=128"]}.
 *
 * @param largest the shape at its bound, or the only one
 * @param varying place of the dimension that varies, 0 for the outermost; empty where none does
 */
public record DeclaredShape(Shape largest, OptionalInt varying) {
    private static final Pattern BOUND = Pattern.compile("<=(\\d{1,9})");

    public DeclaredShape {
        if (varying.isPresent() && (varying.getAsInt() < 0 || varying.getAsInt() >= largest.rank())) {
            throw new IllegalArgumentException("shape %s has no dimension %d".formatted(largest, varying.getAsInt()));
        }
    }

    /** One shape and no other. */
    public static DeclaredShape of(Shape only) {
        return new DeclaredShape(only, OptionalInt.empty());
    }

    /** @throws IllegalArgumentException when a dimension is none, or more than one varies */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static DeclaredShape read(List<@Nullable Object> dimensions) {
        var extents = new ArrayList<Integer>();
        var varying = OptionalInt.empty();
        for (Object dimension : dimensions) {
            if (dimension instanceof String text) {
                if (varying.isPresent()) {
                    throw new IllegalArgumentException(
                            "shape %s has two dimensions that vary, allowed is one".formatted(dimensions));
                }
                varying = OptionalInt.of(extents.size());
                extents.add(bound(text, dimensions));
            } else {
                extents.add(extent(dimension, dimensions));
            }
        }
        return new DeclaredShape(new Shape(extents), varying);
    }

    private static int bound(String text, List<@Nullable Object> dimensions) {
        var bound = BOUND.matcher(text);
        if (!bound.matches()) {
            throw unknown(text, dimensions);
        }
        int most = Integer.parseInt(bound.group(1));
        if (most < 1) {
            throw new IllegalArgumentException("shape %s has a bound below 1".formatted(dimensions));
        }
        return most;
    }

    private static int extent(@Nullable Object dimension, List<@Nullable Object> dimensions) {
        if (dimension == null) {
            throw new IllegalArgumentException("shape %s has a dimension that is missing".formatted(dimensions));
        }
        if (dimension instanceof Integer extent) {
            return extent;
        }
        throw unknown(dimension, dimensions);
    }

    private static IllegalArgumentException unknown(Object dimension, List<@Nullable Object> dimensions) {
        return new IllegalArgumentException(
                "shape %s has the dimension %s, allowed is a whole number such as 128, or \"<=128\" for one of 1 to 128"
                        .formatted(dimensions, dimension));
    }

    @JsonValue
    List<Object> written() {
        var written = new ArrayList<Object>(largest.dimensions());
        varying.ifPresent(place -> written.set(place, "<=" + written.get(place)));
        return written;
    }

    /** Whether a tensor may have this shape. */
    public boolean admits(Shape shape) {
        return admits(DeclaredShape.of(shape));
    }

    /** Whether every shape of the other one is also one of this. */
    boolean admits(DeclaredShape other) {
        var mine = largest.dimensions();
        var others = other.largest.dimensions();
        if (mine.size() != others.size() || (other.varying.isPresent() && !other.varying.equals(varying))) {
            return false;
        }
        for (int place = 0; place < mine.size(); place++) {
            boolean varies = varying.isPresent() && varying.getAsInt() == place;
            if (varies ? mine.get(place) < others.get(place) : !mine.get(place).equals(others.get(place))) {
                return false;
            }
        }
        return true;
    }

    /** The shape whose varying dimension has this extent. */
    public Shape at(int extent) {
        var dimensions = new ArrayList<>(largest.dimensions());
        dimensions.set(varying.orElseThrow(), extent);
        return new Shape(dimensions);
    }

    /** What stands between two numbers when it is listed as text; a dimension that varies reads {@code <=128}. */
    public String listed(String separator) {
        return written().stream().map(String::valueOf).collect(joining(separator));
    }

    @Override
    public String toString() {
        return "[" + listed("×") + "]";
    }
}
