package dev.limbeck.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every task has a section in docs/tasks.md, with a run that declares it and the metrics that it has. */
class TasksTest {
    private static final Page TASKS = Repository.page("docs/tasks.md");

    @Test
    void everyTaskIsInTheTable() {
        var table = TASKS.tables().stream()
                .filter(found -> found.heads().get(0).equals("task"))
                .findFirst()
                .orElseThrow();

        assertThat(table.firstCode()).containsExactlyElementsOf(Subtypes.of(Task.class));
    }

    @Test
    void everyTaskIsDeclaredByARunInItsSection() {
        assertThat(declared().values().stream().map(Object::getClass))
                .containsExactlyInAnyOrder(Task.class.getPermittedSubclasses());
    }

    @Test
    void theMetricsOfEachAreListedInTheirOrderWithWhichIsBetter() {
        assertThat(declared()).allSatisfy((section, task) -> assertThat(listed(section))
                .as(section)
                .containsExactlyElementsOf(
                        task.metrics().stream().map(TasksTest::line).toList()));
    }

    private static Map<String, Task> declared() {
        var tasks = new LinkedHashMap<String, Task>();
        TASKS.blocks("yaml")
                .forEach(block -> tasks.put(
                        block.section(),
                        RunSpecReader.read(block.text()).spec().signature().task()));
        return tasks;
    }

    private static List<String> listed(String section) {
        return TASKS.tablesHeaded("metric", "means", "better", "interval").stream()
                .filter(table -> table.section().equals(section))
                .flatMap(table -> table.rows().stream())
                .map(row -> line(row.get(0).text(), row.get(2).text()))
                .toList();
    }

    private static String line(Metric metric) {
        return line(metric.name(), metric.better().name().toLowerCase(Locale.ROOT));
    }

    private static String line(String name, String better) {
        return name + ": " + better;
    }
}
