package dev.limbeck.local.digits;

/**
 * How a crowd of writers draws digits: the knobs that turn when input drifts. Each sample varies around these.
 *
 * @param slant mean lean to the right, as sideways shift per height; -0.6 to 0.6
 * @param rotation greatest turn either way, in degrees; 0 to 30
 * @param size mean height of a digit, in pixels; 12 to 24
 * @param stretch how much width and height vary, relative to the mean; 0 to 0.4
 * @param shift greatest distance from the centre, in pixels along each axis; 0 to 5
 * @param wobble how far a stroke's points stray, in hundredths of the digit's height; 0 to 10
 * @param distortion amplitude of the smooth warp of the whole image, in pixels; 0 to 3
 * @param thickness mean width of the pen, in pixels; 1 to 5
 * @param ink mean darkness of the pen, in grey levels; 80 to 255
 * @param noise standard deviation of each pixel's noise, in grey levels; 0 to 60
 * @param specks mean number of stray marks; 0 to 4
 * @param alternates share of digits drawn in another form than the plainest, such as a barred 7; 0 to 1
 */
public record DigitStyle(
        double slant,
        double rotation,
        double size,
        double stretch,
        double shift,
        double wobble,
        double distortion,
        double thickness,
        double ink,
        double noise,
        double specks,
        double alternates) {

    private static final DigitStyle STANDARD =
            new DigitStyle(0.15, 12, 19, 0.18, 2.6, 3.4, 0.8, 2.4, 220, 15, 0.5, 0.5);
    private static final DigitStyle DRIFTED =
            new DigitStyle(-0.3, 12, 18, 0.18, 2.6, 3.4, 0.8, 1.5, 170, 24, 1.0, 0.85);

    public DigitStyle {
        requireWithin("slant", slant, -0.6, 0.6);
        requireWithin("rotation", rotation, 0, 30);
        requireWithin("size", size, 12, 24);
        requireWithin("stretch", stretch, 0, 0.4);
        requireWithin("shift", shift, 0, 5);
        requireWithin("wobble", wobble, 0, 10);
        requireWithin("distortion", distortion, 0, 3);
        requireWithin("thickness", thickness, 1, 5);
        requireWithin("ink", ink, 80, 255);
        requireWithin("noise", noise, 0, 60);
        requireWithin("specks", specks, 0, 4);
        requireWithin("alternates", alternates, 0, 1);
    }

    /** The style a teacher learns: leaning a little to the right, a firm pen, fairly clean paper. */
    public static DigitStyle standard() {
        return STANDARD;
    }

    /** Another population: leaning back, thin and pale pen, dirty paper, mostly the other forms. Still readable. */
    public static DigitStyle drifted() {
        return DRIFTED;
    }

    /**
     * The style part of the way from one to another, every knob in proportion.
     *
     * @param t 0 gives {@code from}, 1 gives {@code to}
     * @throws IllegalArgumentException if {@code t} is not from 0 to 1
     */
    public static DigitStyle between(DigitStyle from, DigitStyle to, double t) {
        requireWithin("t", t, 0, 1);
        return new DigitStyle(
                mix(from.slant, to.slant, t),
                mix(from.rotation, to.rotation, t),
                mix(from.size, to.size, t),
                mix(from.stretch, to.stretch, t),
                mix(from.shift, to.shift, t),
                mix(from.wobble, to.wobble, t),
                mix(from.distortion, to.distortion, t),
                mix(from.thickness, to.thickness, t),
                mix(from.ink, to.ink, t),
                mix(from.noise, to.noise, t),
                mix(from.specks, to.specks, t),
                mix(from.alternates, to.alternates, t));
    }

    private static double mix(double from, double to, double t) {
        return (1 - t) * from + t * to;
    }

    private static void requireWithin(String field, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("%s is %s; allowed: %s to %s".formatted(field, value, least, most));
        }
    }
}
