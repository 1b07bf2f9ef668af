package dev.limbeck.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;

/**
 * A Markdown page as its reader sees it.
 *
 * @param blocks of code
 * @param codeSpans outside of blocks
 * @param links and pictures, as they are written
 */
record Page(
        Path path,
        List<CodeBlock> blocks,
        List<PageTable> tables,
        List<String> codeSpans,
        List<String> paragraphs,
        List<String> links,
        Set<String> anchors) {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    /**
     * @param info language and what the block is, as {@code yaml run}
     * @param section heading above it
     */
    record CodeBlock(String info, String section, String text) {
        String language() {
            int end = info.indexOf(' ');
            return end < 0 ? info : info.substring(0, end);
        }

        /** What it is, by the words behind the language; empty where nothing is said. */
        String kind() {
            return info.substring(language().length()).strip();
        }
    }

    static Page read(Path path) {
        var reading = new Reading();
        PARSER.parse(Repository.text(path)).accept(reading);
        return new Page(
                path,
                reading.blocks,
                reading.tables,
                reading.codeSpans,
                reading.paragraphs,
                reading.links,
                reading.anchors);
    }

    String name() {
        return Repository.ROOT.relativize(path).toString();
    }

    List<CodeBlock> blocks(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    /** The only table with these heads. */
    List<PageTable> tablesHeaded(String... heads) {
        return tables.stream()
                .filter(table -> table.heads().equals(List.of(heads)))
                .toList();
    }

    private static final class Reading extends AbstractVisitor {
        private final List<CodeBlock> blocks = new ArrayList<>();
        private final List<PageTable> tables = new ArrayList<>();
        private final List<String> codeSpans = new ArrayList<>();
        private final List<String> paragraphs = new ArrayList<>();
        private final List<String> links = new ArrayList<>();
        private final Set<String> anchors = new HashSet<>();
        private final IdGenerator ids = IdGenerator.builder().build();
        private String section = "";

        @Override
        public void visit(Heading heading) {
            section = PlainText.of(heading);
            anchors.add(ids.generateId(section));
            visitChildren(heading);
        }

        @Override
        public void visit(FencedCodeBlock block) {
            blocks.add(new CodeBlock(String.valueOf(block.getInfo()), section, block.getLiteral()));
        }

        @Override
        public void visit(CustomBlock block) {
            if (block instanceof TableBlock table) {
                tables.add(PageTable.of(table, section));
            }
            visitChildren(block);
        }

        @Override
        public void visit(Paragraph paragraph) {
            paragraphs.add(PlainText.of(paragraph));
            visitChildren(paragraph);
        }

        @Override
        public void visit(Code code) {
            codeSpans.add(code.getLiteral());
        }

        @Override
        public void visit(Link link) {
            links.add(link.getDestination());
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            links.add(image.getDestination());
        }
    }

    /** Children of a node, in order. */
    static List<Node> children(Node parent) {
        var children = new ArrayList<Node>();
        for (var child = parent.getFirstChild(); child != null; child = child.getNext()) {
            children.add(child);
        }
        return children;
    }
}
