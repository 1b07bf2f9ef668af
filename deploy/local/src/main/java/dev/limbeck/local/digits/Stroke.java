package dev.limbeck.local.digits;

import dev.limbeck.local.seeded.Draws;

/**
 * One pull of the pen: a smooth curve through its points, with corners where a point is marked {@code !}.
 * Coordinates are hundredths of the digit's height, (0,0) top left, x mostly between 20 and 80.
 */
final class Stroke {

    /** Line segments between two points. */
    private static final int STEPS = 5;

    private final double[] xs;
    private final double[] ys;
    private final boolean[] corners;

    private Stroke(double[] xs, double[] ys, boolean[] corners) {
        this.xs = xs;
        this.ys = ys;
        this.corners = corners;
    }

    /** Reads {@code "30,24 54,2! 54,98"}. */
    static Stroke through(String points) {
        var words = points.split(" ", -1);
        double[] xs = new double[words.length];
        double[] ys = new double[words.length];
        boolean[] corners = new boolean[words.length];
        for (int i = 0; i < words.length; i++) {
            corners[i] = words[i].endsWith("!") || i == 0 || i == words.length - 1;
            int comma = words[i].indexOf(',');
            xs[i] = Integer.parseInt(words[i].substring(0, comma));
            ys[i] = Integer.parseInt(words[i].substring(comma + 1).replace("!", ""));
        }
        return new Stroke(xs, ys, corners);
    }

    /** The same stroke by an unsteady hand: each point strays by {@code deviation}. */
    Stroke wobbled(Draws draws, double deviation) {
        double[] x = xs.clone();
        double[] y = ys.clone();
        for (int i = 0; i < x.length; i++) {
            x[i] += deviation * draws.bell();
            y[i] += deviation * draws.bell();
        }
        return new Stroke(x, y, corners);
    }

    /** Draws the curve as short segments; the pen changes evenly from {@code firstRadius} to {@code lastRadius}. */
    void draw(Warp warp, Canvas canvas, double firstRadius, double lastRadius) {
        double[] x = curve(xs);
        double[] y = curve(ys);
        for (int i = 0; i < x.length; i++) {
            double straightX = warp.x(x[i], y[i]);
            double straightY = warp.y(x[i], y[i]);
            x[i] = straightX + warp.bendX(straightX, straightY);
            y[i] = straightY + warp.bendY(straightX, straightY);
        }
        for (int i = 1; i < x.length; i++) {
            double along = (i - 0.5) / (x.length - 1);
            canvas.line(x[i - 1], y[i - 1], x[i], y[i], firstRadius + along * (lastRadius - firstRadius));
        }
    }

    /** A Catmull-Rom spline along one axis, whose tangents do not reach across corners. */
    private double[] curve(double[] values) {
        double[] curve = new double[(values.length - 1) * STEPS + 1];
        for (int span = 0; span < values.length - 1; span++) {
            double from = values[span];
            double to = values[span + 1];
            double leaving = corners[span] ? leavingCorner(values, span) : (to - values[span - 1]) / 2;
            double arriving = corners[span + 1] ? arrivingAtCorner(values, span) : (values[span + 2] - from) / 2;
            for (int step = 0; step < STEPS; step++) {
                curve[span * STEPS + step] = hermite(from, leaving, to, arriving, (double) step / STEPS);
            }
        }
        curve[curve.length - 1] = values[values.length - 1];
        return curve;
    }

    /** A tangent that makes the span a parabola, given the one at its other end. */
    private double leavingCorner(double[] values, int span) {
        double chord = values[span + 1] - values[span];
        return corners[span + 1] ? chord : 2 * chord - (values[span + 2] - values[span]) / 2;
    }

    private double arrivingAtCorner(double[] values, int span) {
        double chord = values[span + 1] - values[span];
        return corners[span] ? chord : 2 * chord - (values[span + 1] - values[span - 1]) / 2;
    }

    private static double hermite(double from, double leaving, double to, double arriving, double t) {
        double rest = 1 - t;
        return rest * rest * ((1 + 2 * t) * from + t * leaving) + t * t * ((3 - 2 * t) * to - rest * arriving);
    }
}
