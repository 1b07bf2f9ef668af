package dev.limbeck.docs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.evaluator.admission.Objection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The metrics of docs/operations.md are the meters that services register. */
class MetersTest {
    private static final Pattern NAME = Pattern.compile("limbeck(\\.[a-z]+)+");

    private static final Map<String, String> PACKAGES = Map.of(
            "teacher", "dev.limbeck.teacher",
            "student", "dev.limbeck.student",
            "evaluator", "dev.limbeck.evaluator",
            "orchestrator", "dev.limbeck.orchestrator");

    /** What is shared by those that compute registers for each of them. */
    private static final List<String> COMPUTING = List.of("teacher", "student", "evaluator");

    @Test
    void everyMeterIsListedWithItsServiceAndNoOther() {
        // Given
        var registered = new TreeMap<String, Set<String>>();
        PACKAGES.forEach((service, root) -> registered.put(service, meters(root)));
        COMPUTING.forEach(service -> requireNonNull(registered.get(service)).addAll(meters("dev.limbeck.work")));
        // When
        var listed = new TreeMap<String, Set<String>>();
        PACKAGES.keySet().forEach(service -> listed.put(service, new TreeSet<>()));
        for (var row : table().rows()) {
            for (String service : words(row.get(0).text())) {
                requireNonNull(listed.get(service)).addAll(row.get(1).code());
            }
        }
        // Then
        assertThat(listed).isEqualTo(registered);
    }

    @Test
    void everyReasonOfARefusedOrderIsListed() {
        var row = table().rows().stream()
                .filter(cells -> cells.get(1).code().contains("limbeck.orders.refused"))
                .findFirst()
                .orElseThrow();

        assertThat(row.get(4).code())
                .containsExactlyInAnyOrderElementsOf(Stream.of(Objection.Reason.values())
                        .map(Objection.Reason::tag)
                        .toList());
    }

    private static PageTable table() {
        return Repository.page("docs/operations.md")
                .tablesHeaded("service", "meter", "kind", "more tags", "means")
                .get(0);
    }

    private static List<String> words(String cell) {
        var words = new ArrayList<String>();
        var letters = Pattern.compile("[a-z]+").matcher(cell);
        while (letters.find()) {
            words.add(letters.group());
        }
        return words;
    }

    /** Names in code that knows Micrometer. */
    private static Set<String> meters(String root) {
        return CompiledCode.texts(
                type -> (type.getPackageName() + ".").startsWith(root + ".")
                        && type.getDirectDependenciesFromSelf().stream().anyMatch(dependency -> dependency
                                .getTargetClass()
                                .getPackageName()
                                .startsWith("io.micrometer")),
                NAME.asMatchPredicate());
    }
}
