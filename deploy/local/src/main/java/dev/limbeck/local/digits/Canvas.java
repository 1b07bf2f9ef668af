package dev.limbeck.local.digits;

import dev.limbeck.local.seeded.Draws;
import java.util.Arrays;

/** Paper that remembers, per pixel, the distance to the nearest edge of ink: negative inside a line. */
final class Canvas {

    /** Over how many pixels an edge fades from ink to paper. */
    private static final double EDGE = 1.4;

    private final double[] distance = new double[Digit.PIXELS];

    Canvas() {
        Arrays.fill(distance, EDGE);
    }

    /** Draws a line with round ends; coordinates in pixels, with (0.5, 0.5) the middle of the top left one. */
    void line(double x0, double y0, double x1, double y1, double radius) {
        double reach = radius + EDGE / 2;
        int left = first(Math.min(x0, x1) - reach);
        int right = last(Math.max(x0, x1) + reach);
        int top = first(Math.min(y0, y1) - reach);
        int bottom = last(Math.max(y0, y1) + reach);
        double dx = x1 - x0;
        double dy = y1 - y0;
        double perLength = 1 / Math.max(1e-9, dx * dx + dy * dy);
        for (int row = top; row <= bottom; row++) {
            double toY = row + 0.5 - y0;
            for (int column = left; column <= right; column++) {
                double toX = column + 0.5 - x0;
                double along = Math.max(0, Math.min(1, (toX * dx + toY * dy) * perLength));
                double awayX = toX - along * dx;
                double awayY = toY - along * dy;
                int pixel = row * Digit.SIDE + column;
                double edge = Math.sqrt(awayX * awayX + awayY * awayY) - radius;
                distance[pixel] = Math.min(distance[pixel], edge);
            }
        }
    }

    /** The picture: ink of the given darkness on bare paper, and noise over both. */
    byte[] develop(Draws draws, double ink, double noise) {
        byte[] pixels = new byte[Digit.PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            double coverage = Math.max(0, Math.min(1, 0.5 - distance[i] / EDGE));
            double grey = ink * coverage + noise * draws.bell();
            pixels[i] = (byte) (int) Math.max(0, Math.min(255, grey + 0.5));
        }
        return pixels;
    }

    private static int first(double position) {
        return Math.max(0, (int) position);
    }

    private static int last(double position) {
        return Math.min(Digit.SIDE - 1, (int) position);
    }
}
