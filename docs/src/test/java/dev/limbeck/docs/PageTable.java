package dev.limbeck.docs;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Node;

/**
 * A table of a page.
 *
 * @param section heading above it
 */
record PageTable(String section, List<String> heads, List<List<Cell>> rows) {
    /** @param code what stands in it as code, in order */
    record Cell(String text, List<String> code) {}

    static PageTable of(TableBlock table, String section) {
        var heads = rows(table, TableHead.class).stream()
                .flatMap(List::stream)
                .map(Cell::text)
                .toList();
        return new PageTable(section, heads, rows(table, TableBody.class));
    }

    /** All code in the first cells. */
    List<String> firstCode() {
        return rows.stream().flatMap(row -> row.get(0).code().stream()).toList();
    }

    private static List<List<Cell>> rows(TableBlock table, Class<? extends Node> part) {
        return Page.children(table).stream()
                .filter(part::isInstance)
                .flatMap(found -> Page.children(found).stream())
                .filter(TableRow.class::isInstance)
                .map(row -> Page.children(row).stream().map(PageTable::cell).toList())
                .toList();
    }

    private static Cell cell(Node node) {
        var code = new ArrayList<String>();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Code span) {
                code.add(span.getLiteral());
            }
        });
        return new Cell(PlainText.of(node), List.copyOf(code));
    }
}
