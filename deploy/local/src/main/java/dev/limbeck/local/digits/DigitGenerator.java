package dev.limbeck.local.digits;

import static java.util.Objects.requireNonNull;

import dev.limbeck.local.seeded.Draws;

/**
 * An endless stream of labelled digits. What stands at an index depends on seed, style and index alone, so a stream
 * goes on after a restart exactly where it stopped. Labels are uniform, and the same in every style. {@link #digit}
 * is safe to call from many threads; {@link #next} is not.
 */
public final class DigitGenerator {

    private final long seed;
    private final DigitStyle style;
    private long position;

    /** A stream at its beginning. */
    public DigitGenerator(long seed, DigitStyle style) {
        this(seed, style, 0);
    }

    /** A stream that goes on at {@code position}: after a restart, or in another style when input drifts. */
    public DigitGenerator(long seed, DigitStyle style, long position) {
        this.seed = seed;
        this.style = requireNonNull(style, "style");
        this.position = position;
    }

    /** The digit at {@link #position()}, which moves on by one. */
    public Digit next() {
        return digit(position++);
    }

    /** The index of the digit that {@link #next} returns. */
    public long position() {
        return position;
    }

    /** The digit at an index; any {@code long} is one. */
    public Digit digit(long index) {
        var draws = Draws.of(seed, index);
        int label = draws.below(Digit.CLASSES);
        var canvas = new Canvas();
        drawStrokes(label, draws, canvas);
        drawSpecks(draws, canvas);
        double ink = Math.min(255, style.ink() * (1 + 0.1 * draws.bell()));
        return Digit.takeOwnershipOf(label, canvas.develop(draws, ink, style.noise()));
    }

    private void drawStrokes(int label, Draws draws, Canvas canvas) {
        var strokes = DigitForms.choose(label, draws, style.alternates());
        var warp = new Warp(draws, style);
        double radius = Math.max(0.5, style.thickness() / 2 * (1 + 0.2 * draws.bell()));
        for (var stroke : strokes) {
            double taper = draws.spread(0.25);
            stroke.wobbled(draws, style.wobble()).draw(warp, canvas, radius * (1 - taper), radius * (1 + taper));
        }
    }

    private void drawSpecks(Draws draws, Canvas canvas) {
        int certain = (int) style.specks();
        int specks = certain + (draws.happens(style.specks() - certain) ? 1 : 0);
        for (int i = 0; i < specks; i++) {
            double x = draws.between(1, Digit.SIDE - 1);
            double y = draws.between(1, Digit.SIDE - 1);
            canvas.line(x, y, x + draws.spread(3), y + draws.spread(3), draws.between(0.2, 0.7));
        }
    }
}
