package dev.limbeck.orchestrator.console;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console's modules keep the rules of {@code lint.js}: they are parsed, laid out alike, and fit together. */
class ConsoleLintTest {
    private static final String ACORN = "/META-INF/resources/_static/acorn/%s/dist/acorn.js";
    private static final ConsoleScripts SCRIPTS = new ConsoleScripts();

    private static Value lint;

    @BeforeAll
    static void read() throws IOException {
        SCRIPTS.run("acorn.js", resource(ACORN.formatted(System.getProperty("acorn.version"))));
        lint = SCRIPTS.run("lint.js", resource("/console/lint.js") + "\nlint");
    }

    @AfterAll
    static void close() {
        SCRIPTS.close();
    }

    @Test
    void everyModuleKeepsTheRules() throws IOException {
        var files = ConsoleScripts.modules().stream()
                .map(file -> file(ConsoleScripts.FOLDER.relativize(file).toString(), text(file)))
                .toArray();

        assertThat(files).hasSizeGreaterThan(30);
        assertThat(faults(files)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "export const a = 1; export const b = 2; | more than one statement",
                "export const a = () => { return 1; }; | more than one statement",
                "if (location.hash) location.reload(); | an if without braces",
                "const a = 'it's'; | cannot be parsed",
                "var a = 1; | says var",
                "const a = 1; | a is not used",
                "import { b } from './other.js'; | is not used",
                "import { b } from './gone.js'; | is not there",
                "import { gone } from './other.js'; | gone is not exported",
                "document.title = titel; | titel is declared nowhere",
                "let a = 1;/document.title = a; | of what never changes",
                "document.title = location.hash == ''; | compares with ==",
                "console.log(location.hash); | left from debugging",
                "export const a = 1; | which nothing imports",
            })
    void aRuleThatIsBrokenIsNamed(String text, String fault) {
        var main = file("main.js", text.replace('/', '\n').replace(".\n", "./") + "\n");
        var other = file("other.js", "export const b = 1;\n");

        assertThat(faults(main, other)).anyMatch(sentence -> sentence.contains(fault));
    }

    @Test
    void longLinesAreNamed() {
        assertThat(faults(file("main.js", "// " + "long ".repeat(30) + "line\n")))
                .containsExactly("main.js:1: has 157 characters, allowed are 120");
    }

    private static List<String> faults(ProxyArray... files) {
        return faults((Object[]) files);
    }

    private static List<String> faults(Object... files) {
        var faults = lint.execute(ProxyArray.fromArray(files), ProxyArray.fromArray("main.js"));
        return IntStream.range(0, (int) faults.getArraySize())
                .mapToObj(at -> faults.getArrayElement(at).asString())
                .toList();
    }

    private static ProxyArray file(String path, String text) {
        return ProxyArray.fromArray(path.replace('\\', '/'), text);
    }

    private static String text(java.nio.file.Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static String resource(String name) throws IOException {
        try (var stream = requireNonNull(ConsoleLintTest.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
