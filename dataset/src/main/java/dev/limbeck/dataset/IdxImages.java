package dev.limbeck.dataset;

/** The content of an IDX image file: {@code count * rows * columns} unsigned bytes. */
final class IdxImages {

    private final int count;
    private final int rows;
    private final int columns;
    private final byte[] pixels;

    IdxImages(int count, int rows, int columns, byte[] pixels) {
        this.count = count;
        this.rows = rows;
        this.columns = columns;
        this.pixels = pixels;
    }

    int count() {
        return count;
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** The pixels themselves, not a copy. */
    byte[] takePixels() {
        return pixels;
    }
}
