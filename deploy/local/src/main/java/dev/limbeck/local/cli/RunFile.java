package dev.limbeck.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.local.api.RunDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** A declaration that a person wrote. */
final class RunFile {
    private static final String STANDARD_INPUT = "-";

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = {
                "The declaration, YAML or JSON; - for standard input.",
                "Relative paths in it are resolved against the current directory."
            })
    private String file = "";

    JsonNode document() throws IOException {
        String text = file.equals(STANDARD_INPUT)
                ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                : Files.readString(Path.of(file));
        return RunDocument.read(text, Path.of(""));
    }
}
