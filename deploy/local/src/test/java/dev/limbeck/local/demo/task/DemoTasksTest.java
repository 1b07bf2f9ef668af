package dev.limbeck.local.demo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.dataset.DeclaredSet;
import dev.limbeck.dataset.Part;
import dev.limbeck.local.demo.DemoTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DemoTasksTest {
    private static final DemoTask MNIST = DemoTasks.named("mnist").orElseThrow();

    @TempDir
    private Path folder;

    static Stream<DemoTask> tasks() {
        return DemoTasks.names().stream()
                .map(name -> DemoTasks.named(name).orElseThrow())
                .flatMap(task -> Stream.concat(Stream.of(task), task.drifting().stream()));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void eachIsDeclaredByARunOfItsNameFromADataSetThatMayHaveAnyPath(DemoTask task) {
        // When
        var run = RunSpecReader.read(task.runSpec(Path.of("/it's here #1")));
        // Then
        assertThat(run.name()).isEqualTo(task.word());
        assertThat(run.spec().teacher().train().orElseThrow().dataset().path()).isEqualTo(Path.of("/it's here #1"));
        assertThat(task.records()).isPositive();
        assertThat(task.rate()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void whatEachProvidesAndStreamsFitsItsRun(DemoTask task) throws Exception {
        // Given
        var brought = task.files().isEmpty()
                ? Optional.<Path>empty()
                : Optional.ofNullable(System.getenv("LIMBECK_DATA")).map(root -> Path.of(root, task.word()));
        assumeTrue(task.files().isEmpty() || brought.isPresent(), "somebody brought its files");
        // When
        Path dataset = task.provideDataset(folder, brought, announcement -> {});
        // Then
        var spec = RunSpecReader.read(task.runSpec(dataset)).spec();
        var declared = spec.teacher().train().orElseThrow().dataset();
        assertThat(DeclaredSet.read(declared, Part.TRAIN, spec.signature()).size())
                .isGreaterThan(1_000);
        assertThat(DeclaredSet.read(declared, Part.TEST, spec.signature()).size())
                .isGreaterThan(1_000);
        var record = task.traffic(dataset).record(17, Instant.EPOCH);
        assertThat(spec.signature().misfit(record)).isEmpty();
        assertThat(record.recordId()).endsWith("-17");
        // And
        assertThat(task.provideDataset(folder, brought, announcement -> {})).isEqualTo(dataset);
    }

    @Test
    void aFolderIsRefusedWhereAllIsMadeHere() {
        assertThatThrownBy(() -> DemoTasks.brought(DemoTasks.first(), Optional.of(folder), Optional.empty()))
                .hasMessageStartingWith("--data is " + folder + ", but the data of digits is made here; allowed with ")
                .hasMessageContaining("mnist");
        assertThat(DemoTasks.brought(DemoTasks.first(), Optional.empty(), Optional.of(folder)))
                .isEmpty();
    }

    @Test
    void whatSomebodyElseMadeIsInTheFolderThatIsGivenOrInThatOfItsName() {
        assertThat(DemoTasks.brought(MNIST, Optional.of(folder), Optional.of(Path.of("/data"))))
                .contains(folder);
        assertThat(DemoTasks.brought(MNIST, Optional.empty(), Optional.of(Path.of("/data"))))
                .contains(Path.of("/data/mnist"));
        assertThat(DemoTasks.brought(MNIST, Optional.empty(), Optional.empty())).isEmpty();
    }

    @Test
    void aFileThatNobodyBroughtIsNamedWithWhereToGetIt() throws Exception {
        // Given
        var housing = new Housing();
        // Then
        assertThatThrownBy(() -> housing.requireFiles(Optional.empty()))
                .hasMessageStartingWith("housing.csv is missing; it is in https://github.com/ageron/handson-ml2 ")
                .hasMessageContaining("--data")
                .hasMessageContaining("LIMBECK_DATA");
        assertThatThrownBy(() -> housing.requireFiles(Optional.of(folder)))
                .hasMessageStartingWith(folder.resolve("housing.csv") + " is missing; ");
        Files.createFile(folder.resolve("housing.csv"));
        housing.requireFiles(Optional.of(folder));
    }

    @Test
    void onlyWhatCanChangeMidwayDoes() {
        assertThat(DemoTasks.drifting(DemoTasks.first()).change()).isPresent();
        assertThatThrownBy(() -> DemoTasks.drifting(MNIST))
                .hasMessage("--drift is given with --dataset mnist; allowed with digits");
    }

    @Test
    void helpSaysWhatEachIs() {
        assertThat(DemoTasks.lines())
                .startsWith(
                        "  digits      digits drawn here",
                        "              30,000 records, 1,000 a second",
                        "              with --drift: 45,000 records, 1,000 a second",
                        "  mnist       LeCun's handwritten digits",
                        "              60,000 records, 2,000 a second",
                        "              --data: the four IDX files, which are else downloaded once");
    }
}
