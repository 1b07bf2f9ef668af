package dev.limbeck.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The working tree that these tests are part of. */
final class Repository {
    static final Path ROOT = root();

    private static final Set<String> NOT_SOURCE = Set.of("target", ".git", ".limbeck", "node_modules");

    private Repository() {}

    /** Every page for people, wherever it stands. */
    static List<Page> pages() {
        return files(name -> name.endsWith(".md")).stream().map(Page::read).toList();
    }

    /** Those that say what is: not what was changed, or decided at some time. */
    static List<Page> pagesOfToday() {
        return pages().stream()
                .filter(page -> !page.name().equals("CHANGELOG.md"))
                .filter(page -> !page.name().startsWith("docs/decisions/"))
                .toList();
    }

    /** @param path relative to the root */
    static Page page(String path) {
        return Page.read(ROOT.resolve(path));
    }

    /** @param path relative to the root */
    static String text(String path) {
        return text(ROOT.resolve(path));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Source files, without what is built from them. */
    static List<Path> files(Predicate<String> name) {
        try (var all = walk(ROOT)) {
            return all.filter(file -> name.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<Path> walk(Path folder) {
        try (var inside = Files.list(folder)) {
            return inside.toList().stream()
                    .filter(path -> !NOT_SOURCE.contains(path.getFileName().toString()))
                    .flatMap(path -> Files.isDirectory(path) ? walk(path) : Stream.of(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("the tests do not run inside the repository");
            }
        }
        return folder;
    }
}
