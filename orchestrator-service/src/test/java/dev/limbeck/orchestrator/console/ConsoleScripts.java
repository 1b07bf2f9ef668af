package dev.limbeck.orchestrator.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;

/** The console's modules in this JVM, without a browser: those that draw nothing. */
final class ConsoleScripts implements AutoCloseable {
    static final Path FOLDER = Path.of("src", "main", "resources", "META-INF", "resources", "console");

    private final Context context = Context.newBuilder("js")
            .allowExperimentalOptions(true)
            .allowIO(IOAccess.ALL)
            .option("js.esm-eval-returns-exports", "true")
            // There is no compiler for it in this JVM, and nobody misses one.
            .option("engine.WarnInterpreterOnly", "false")
            .build();

    ConsoleScripts() {
        value("globalThis.performance = { now: () => Date.now() }");
    }

    /** @param module relative to the console's folder */
    Value exportsOf(String module) {
        try {
            var source = Source.newBuilder("js", FOLDER.resolve(module).toFile())
                    .mimeType("application/javascript+module")
                    .build();
            return context.eval(source);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What an expression stands for. */
    Value value(String expression) {
        return context.eval("js", "(" + expression + ")");
    }

    /** Runs a file that is no module. */
    Value run(String name, String text) {
        return context.eval(Source.newBuilder("js", text, name).buildLiteral());
    }

    /** All modules, by their paths. */
    static List<Path> modules() {
        try (var all = Files.walk(FOLDER)) {
            return all.filter(file -> file.toString().endsWith(".js")).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
