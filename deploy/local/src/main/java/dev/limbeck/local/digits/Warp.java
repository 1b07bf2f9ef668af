package dev.limbeck.local.digits;

import dev.limbeck.local.seeded.Draws;

/**
 * From a stroke's coordinates to pixels: lean, turn, scale and shift, then a smooth bend that differs from place to
 * place. Only exact arithmetic and {@link StrictMath}, so that every machine draws the same pixels.
 */
final class Warp {

    /** Bends are drawn at the nodes of a grid of this many rows and columns over the image, smooth in between. */
    private static final int NODES = 4;

    private static final double CELLS_PER_PIXEL = (NODES - 1.0) / Digit.SIDE;

    private final double xx;
    private final double xy;
    private final double yx;
    private final double yy;
    private final double centreX;
    private final double centreY;
    private final double[] bendX;
    private final double[] bendY;

    Warp(Draws draws, DigitStyle style) {
        double height = style.size() / 100 * (1 + draws.spread(style.stretch()));
        double width = style.size() / 100 * (1 + draws.spread(style.stretch()));
        double slant = style.slant() + 0.13 * draws.bell();
        double angle = StrictMath.toRadians(draws.spread(style.rotation()));
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        this.xx = width * cos;
        this.xy = -height * (slant * cos + sin);
        this.yx = width * sin;
        this.yy = height * (cos - slant * sin);
        this.centreX = Digit.SIDE / 2.0 + draws.spread(style.shift());
        this.centreY = Digit.SIDE / 2.0 + draws.spread(style.shift());
        this.bendX = bends(draws, style.distortion());
        this.bendY = bends(draws, style.distortion());
    }

    double x(double x, double y) {
        return centreX + xx * (x - 50) + xy * (y - 50);
    }

    double y(double x, double y) {
        return centreY + yx * (x - 50) + yy * (y - 50);
    }

    double bendX(double pixelX, double pixelY) {
        return smooth(bendX, pixelX * CELLS_PER_PIXEL, pixelY * CELLS_PER_PIXEL);
    }

    double bendY(double pixelX, double pixelY) {
        return smooth(bendY, pixelX * CELLS_PER_PIXEL, pixelY * CELLS_PER_PIXEL);
    }

    private static double[] bends(Draws draws, double deviation) {
        double[] bends = new double[NODES * NODES];
        for (int i = 0; i < bends.length; i++) {
            bends[i] = deviation * draws.bell();
        }
        return bends;
    }

    private static double smooth(double[] nodes, double column, double row) {
        int left = cell(column);
        int top = cell(row);
        double right = ease(column - left);
        double bottom = ease(row - top);
        int at = top * NODES + left;
        double above = nodes[at] + right * (nodes[at + 1] - nodes[at]);
        double below = nodes[at + NODES] + right * (nodes[at + NODES + 1] - nodes[at + NODES]);
        return above + bottom * (below - above);
    }

    private static int cell(double position) {
        return Math.max(0, Math.min(NODES - 2, (int) position));
    }

    private static double ease(double t) {
        double inside = Math.max(0, Math.min(1, t));
        return inside * inside * (3 - 2 * inside);
    }
}
