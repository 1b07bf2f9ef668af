package dev.limbeck.contract.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.json.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One kind of kept document: a file for each example as it is written today, and files as they were written once. A
 * change of a file is a change of the contract; a form that is no longer written keeps its files.
 *
 * <p>{@code -Dlimbeck.goldens=record} writes files that are not there yet, and changes none.
 *
 * @param type that is {@link Kept}, or says its format itself
 * @param folder with a folder for each form
 * @param present the folder of today's form
 * @param examples by the name of their file
 */
public record GoldenFiles<T>(Class<T> type, Path folder, String present, SortedMap<String, T> examples) {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String JSON = ".json";
    /** Of a form whose documents are none of today's examples: what they are read as. */
    private static final String TODAY = ".today.json";

    /** In {@code src/test/resources/golden/<name>} of the module that is tested, by version. */
    public static <T> GoldenFiles<T> of(Class<T> type, String name, Map<String, T> examples) {
        var kept = type.getAnnotation(Kept.class);
        return new GoldenFiles<>(
                type, GOLDEN.resolve(name), kept == null ? "v1" : "v" + kept.version(), new TreeMap<>(examples));
    }

    /** That today's examples are written as their files say, and are read back. */
    public void holdToday() throws IOException {
        for (var example : examples.entrySet()) {
            Path file = folder.resolve(present).resolve(example.getKey() + JSON);
            byte[] written = ContractJson.write(example.getValue());
            record(file, written);
            assertThat(file).as("golden file of %s", example.getKey()).exists();
            assertThat(new String(written, UTF_8)).as(file.toString()).isEqualTo(text(file));
            assertThat(read(file)).as(file.toString()).isEqualTo(example.getValue());
        }
    }

    /** That what was written once is read as today's example of its name, or as the file beside it says. */
    public void holdEarlier() throws IOException {
        for (Path file : earlier()) {
            String name = String.valueOf(file.getFileName()).replace(JSON, "");
            Path today = file.resolveSibling(name + TODAY);
            T read = read(file);
            if (examples.containsKey(name)) {
                assertThat(read).as(file.toString()).isEqualTo(examples.get(name));
            } else {
                record(today, ContractJson.writePretty(read));
                assertThat(new String(ContractJson.writePretty(read), UTF_8))
                        .as(file.toString())
                        .isEqualTo(text(today));
            }
        }
    }

    /** That each kind of a sealed document has an example, so that none is added without one. */
    public void holdEveryKind() {
        var kinds = new TreeSet<String>();
        for (JsonSubTypes.Type kind : type.getAnnotation(JsonSubTypes.class).value()) {
            kinds.add(kind.name());
        }
        assertThat(examples.values().stream().map(GoldenFiles::kindOf))
                .as("kinds of %s with a golden file", type.getSimpleName())
                .containsAll(kinds);
        assertThat(Arrays.stream(type.getAnnotation(JsonSubTypes.class).value())
                        .<Class<?>>map(JsonSubTypes.Type::value))
                .as("kinds of %s with a name", type.getSimpleName())
                .containsAll(writtenKinds(type));
    }

    /** Kinds that are written: one that stands for what is not known is only ever read. */
    private static List<Class<?>> writtenKinds(Class<?> document) {
        return Stream.of(document.getPermittedSubclasses())
                .<Class<?>>map(kind -> kind)
                .filter(kind -> !kind.getSimpleName().equals("OfUnknownKind"))
                .toList();
    }

    private static String kindOf(Object example) {
        Class<?> document = Stream.of(example.getClass().getInterfaces())
                .filter(type -> type.isAnnotationPresent(JsonSubTypes.class))
                .findFirst()
                .orElseThrow();
        return Arrays.stream(document.getAnnotation(JsonSubTypes.class).value())
                .filter(kind -> kind.value() == example.getClass())
                .map(JsonSubTypes.Type::name)
                .findFirst()
                .orElse("none");
    }

    private List<Path> earlier() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> String.valueOf(file).endsWith(JSON)
                            && !String.valueOf(file).endsWith(TODAY)
                            && !file.startsWith(folder.resolve(present)))
                    .sorted()
                    .toList();
        }
    }

    private T read(Path file) throws IOException {
        return ContractJson.read(Files.readAllBytes(file), type);
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    private static void record(Path file, byte[] document) throws IOException {
        if (System.getProperty("limbeck.goldens", "").equals("record") && !Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Files.write(file, document);
        }
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
