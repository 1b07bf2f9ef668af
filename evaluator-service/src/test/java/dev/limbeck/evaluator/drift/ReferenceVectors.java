package dev.limbeck.evaluator.drift;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What other implementations make of some streams; how the files came about stands in {@code src/test/reference}. */
final class ReferenceVectors {
    private ReferenceVectors() {}

    /** The cells of each line behind the two of the head. */
    static List<String[]> rows(String file) {
        return lines(file).stream().skip(2).map(line -> line.split(",")).toList();
    }

    /** The stream of the examples in the documentation of river's detectors: {@code random.Random(12345)} of Python. */
    static List<Double> documentedByRiver() {
        return lines("documented-by-river.txt").stream()
                .flatMap(line -> line.chars().mapToObj(digit -> (double) (digit - '0')))
                .toList();
    }

    private static List<String> lines(String file) {
        try (var reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ReferenceVectors.class.getResourceAsStream(file), file),
                StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
