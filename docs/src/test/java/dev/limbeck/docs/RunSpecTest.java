package dev.limbeck.docs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.run.RunSpec;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.signature.Signature;
import java.lang.reflect.Executable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The keys and defaults of docs/run-spec.md are those that the reader knows. */
class RunSpecTest {
    /** All that has no default, and what is left out otherwise. */
    private static final String SMALLEST = """
            apiVersion: limbeck.dev/v1alpha1
            kind: DistillationRun
            metadata: {name: smallest}
            spec:
              source: {topic: production.digits}
              input: {shape: [1], classes: 2, normalisation: {mean: [0], std: [1]}}
              teacher: {network: "builtin:mlp-8", train: {dataset: {path: digits}}}
              students: [{name: small, network: "builtin:mlp-8"}]
            """;

    /** Tables by the heading above them; a key may have a table of its own. */
    private static final Map<String, List<String>> PREFIXES = Map.of(
            "spec.teacher", List.of("teacher.", "teacher.train."),
            "spec.evaluation.heldOut", List.of("evaluation.heldOut."),
            "optimizer", List.of("students.optimizer."));

    /** Rows that point at the table of their keys. */
    private static final Set<String> TABLES = Set.of("evaluation.heldOut");

    /** Whose records have keys of their own. */
    private static final Set<String> DECLARED =
            Set.of(RunSpec.class.getPackageName(), Signature.class.getPackageName());

    /** One table for both optimizers. */
    private static final String TEACHERS_OPTIMIZER = "teacher.train.optimizer";

    @Test
    void everyKeyIsListedAndNoOther() {
        // Given
        var known = new TreeSet<String>();
        addKeys(RunSpec.class, "", known);
        known.removeIf(key -> key.startsWith(TEACHERS_OPTIMIZER));
        // When
        var listed = new TreeSet<>(defaults().keySet());
        listed.removeAll(TABLES);
        listed.removeAll(Set.of(TEACHERS_OPTIMIZER, "students.optimizer"));
        // Then
        assertThat(listed).isEqualTo(known);
    }

    @Test
    void everyDefaultIsTheOneThatIsTaken() {
        // Given
        JsonNode spec = ContractJson.events()
                .<JsonNode>valueToTree(RunSpecReader.read(SMALLEST))
                .path("spec");
        // When
        var plain = new TreeMap<String, String>();
        var taken = new TreeMap<String, String>();
        defaults().forEach((key, fallback) -> {
            JsonNode value = at(spec, key);
            if (fallback.matches("[0-9.]+(ms|s|m|h)?|(?!none)[a-z-]+") && value.isValueNode() && !value.isNull()) {
                plain.put(key, fallback);
                taken.put(key, alike(value, fallback));
            }
        });
        // Then
        assertThat(plain).hasSizeGreaterThan(40);
        assertThat(taken).isEqualTo(plain);
    }

    /** As the page writes it, where that is the same value. */
    private static String alike(JsonNode value, String written) {
        boolean isNumber = value.isNumber() && written.matches("[0-9.]+");
        if (isNumber && value.doubleValue() == Double.parseDouble(written)) {
            return written;
        }
        String text = value.asText();
        boolean sameWord = text.toLowerCase(Locale.ROOT).replace('_', '-').equals(written);
        boolean sameTime = text.equals("1m") && written.equals("60s");
        return sameWord || sameTime ? written : text;
    }

    private static JsonNode at(JsonNode spec, String key) {
        JsonNode found = spec;
        for (String part : (Iterable<String>) Pattern.compile("\\.").splitAsStream(key)::iterator) {
            found = found.path(part);
            if (found.isArray()) {
                found = found.path(0);
            }
        }
        return found;
    }

    /** Defaults by key, as the page has them. */
    private static Map<String, String> defaults() {
        var defaults = new TreeMap<String, String>();
        var prefixes = new TreeMap<String, List<String>>();
        for (var table : Repository.page("docs/run-spec.md").tables()) {
            if (!table.heads().equals(List.of("key", "type", "default", "allowed"))) {
                continue;
            }
            var left = prefixes.computeIfAbsent(table.section(), section -> new ArrayList<>(prefixesOf(section)));
            String prefix = left.remove(0);
            for (var row : table.rows()) {
                row.get(0)
                        .code()
                        .forEach(key -> defaults.put(prefix + key, row.get(2).text()));
            }
        }
        return defaults;
    }

    private static List<String> prefixesOf(String section) {
        return Optional.ofNullable(PREFIXES.get(section)).orElseGet(() -> List.of(section.replace("spec.", "") + "."));
    }

    private static void addKeys(Class<?> type, String path, Set<String> keys) {
        for (var part : parts(type).entrySet()) {
            String key = path + part.getKey();
            var inner = element(part.getValue());
            if (isByName(part.getValue())) {
                addKeys(inner, key + ".NAME.", keys);
            } else if (inner.isRecord() && DECLARED.contains(inner.getPackageName()) && !isOneValue(inner)) {
                addKeys(inner, key + ".", keys);
            } else if (inner.isAnnotationPresent(JsonSubTypes.class)) {
                addKeysOfKinds(inner, key + ".", keys);
            } else {
                keys.add(key);
            }
        }
    }

    /** Each kind has its name, and keys of its own. */
    private static void addKeysOfKinds(Class<?> type, String path, Set<String> keys) {
        keys.add(path + type.getAnnotation(JsonTypeInfo.class).property());
        for (var kind : type.getAnnotation(JsonSubTypes.class).value()) {
            addKeys(kind.value(), path, keys);
        }
    }

    /** Whether it has no keys, but is read from a value, a list for example. */
    private static boolean isOneValue(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .map(method -> method.getAnnotation(JsonCreator.class))
                .anyMatch(creator -> creator != null && creator.mode() == JsonCreator.Mode.DELEGATING);
    }

    private static boolean isByName(Type type) {
        return type instanceof ParameterizedType generic && generic.getActualTypeArguments().length == 2;
    }

    /** Names of a document's fields, as its creator takes them, or its record has them. */
    private static Map<String, Type> parts(Class<?> type) {
        var parts = new TreeMap<String, Type>();
        Stream.of(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(JsonCreator.class))
                .findFirst()
                .ifPresentOrElse(creator -> addParameters(creator, parts), () -> Stream.of(
                                requireNonNull(type.getRecordComponents()))
                        .forEach(one -> parts.put(one.getName(), one.getGenericType())));
        return parts;
    }

    private static void addParameters(Executable creator, Map<String, Type> parts) {
        for (var parameter : creator.getParameters()) {
            parts.put(
                    requireNonNull(parameter.getAnnotation(JsonProperty.class)).value(),
                    parameter.getParameterizedType());
        }
    }

    private static Class<?> element(Type type) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            return element(arguments[arguments.length - 1]);
        }
        return (Class<?>) type;
    }
}
