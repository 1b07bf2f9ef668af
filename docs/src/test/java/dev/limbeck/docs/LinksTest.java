package dev.limbeck.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
    /** A row of a table, as it is written. */
    private static final Pattern ROW = Pattern.compile("\\|.*\\|");

    @Test
    void everyLinkLeadsToAFileAndEveryAnchorToAHeading() {
        var broken = new ArrayList<String>();
        for (var page : Repository.pages()) {
            page.links().stream()
                    .filter(link -> !ELSEWHERE.matcher(link).matches())
                    .forEach(link -> fault(page, link).ifPresent(fault -> broken.add(page.name() + ": " + fault)));
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void everyRowOfATableHasACellForEachOfItsHeads() {
        var broken = new ArrayList<String>();
        for (var page : Repository.pages()) {
            var lines = Repository.text(page.path()).lines().toList();
            for (int at = 1; at < lines.size(); at++) {
                boolean inTable = ROW.matcher(lines.get(at - 1)).matches();
                if (inTable && isRow(lines.get(at)) && cells(lines.get(at)) != cells(lines.get(at - 1))) {
                    broken.add("%s:%d: %s".formatted(page.name(), at + 1, lines.get(at)));
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    private static boolean isRow(String line) {
        return line.contains("|") && !line.startsWith(" ");
    }

    private static int cells(String row) {
        return (int)
                row.replace("\\|", "").chars().filter(letter -> letter == '|').count();
    }

    private static Optional<String> fault(Page page, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target =
                file.isEmpty() ? page.path() : page.path().resolveSibling(file).normalize();
        if (!Files.exists(target)) {
            return Optional.of(link + " leads nowhere");
        }
        if (hash < 0) {
            return Optional.empty();
        }
        String anchor = link.substring(hash + 1);
        return Page.read(target).anchors().contains(anchor)
                ? Optional.empty()
                : Optional.of(link + " leads to no heading");
    }

    @Test
    void theIndexOfDecisionsNamesEachOfThem() {
        List<String> written = Repository.files(name -> name.matches("\\d{4}-.*\\.md")).stream()
                .map(file -> file.getFileName().toString())
                .toList();

        assertThat(Repository.page("docs/decisions/README.md").links()).containsAll(written);
    }
}
