package dev.limbeck.local.view;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import dev.limbeck.local.terminal.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** How things of one kind stand in rows. */
public final class Table<T> {
    private static final int WIDEST_COLUMN = 400;
    /** One on each side of every cell. */
    private static final int PADDING = 2;

    private final List<Part<T>> parts;

    private Table(List<Part<T>> parts) {
        this.parts = parts;
    }

    /**
     * One column.
     *
     * @param width that it has at least, so that rows printed one by one stand below each other
     * @param moves whether its text changes by itself, as an age does
     */
    private record Part<T>(
            String header, int width, HorizontalAlign align, boolean wide, boolean moves, Function<T, String> text) {
        ColumnData<T> column() {
            return new Column()
                    .header(header)
                    .headerAlign(align)
                    .dataAlign(align)
                    .minWidth(width + PADDING)
                    .maxWidth(WIDEST_COLUMN)
                    .with(text);
        }
    }

    public static <T> Builder<T> builder() {
        return new Builder<>();
    }

    /** @param wide whether with the columns that many do without */
    public List<String> lines(List<T> rows, boolean wide) {
        var columns = parts.stream()
                .filter(part -> wide || !part.wide())
                .map(Part::column)
                .toList();
        return AsciiTable.builder()
                .border(AsciiTable.NO_BORDERS)
                .data(rows, columns)
                .asString()
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.substring(PADDING / 2).stripTrailing())
                .toList();
    }

    /** What would have to change for a row to be worth printing again. */
    public List<String> content(T row, boolean wide) {
        return parts.stream()
                .filter(part -> !part.moves() && (wide || !part.wide()))
                .map(part -> part.text().apply(row))
                .toList();
    }

    /** Columns, from left to right. */
    public static final class Builder<T> {
        private final List<Part<T>> parts = new ArrayList<>();

        private Builder() {}

        public Builder<T> text(String header, int width, Function<T, String> text) {
            return add(header, width, HorizontalAlign.LEFT, false, false, text);
        }

        public Builder<T> number(String header, int width, Function<T, String> text) {
            return add(header, width, HorizontalAlign.RIGHT, false, false, text);
        }

        public Builder<T> age(Function<T, String> text) {
            return add("AGE", 4, HorizontalAlign.RIGHT, false, true, text);
        }

        /** Only in wide tables. */
        public Builder<T> wide(String header, int width, Function<T, String> text) {
            return add(header, width, HorizontalAlign.LEFT, true, false, text);
        }

        private Builder<T> add(
                String header,
                int width,
                HorizontalAlign align,
                boolean wide,
                boolean moves,
                Function<T, String> text) {
            parts.add(new Part<>(header, width, align, wide, moves, text.andThen(Printable::text)));
            return this;
        }

        public Table<T> build() {
            return new Table<>(List.copyOf(parts));
        }
    }
}
