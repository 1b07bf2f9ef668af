package dev.limbeck.evaluator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.event.Breakdown;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.Comparison;
import dev.limbeck.contract.event.Comparison.ClassComparison;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.EvaluationReport.HeldOutSummary;
import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.event.Reference;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.evaluator.Orders;
import dev.limbeck.evaluator.TextStore;
import dev.limbeck.store.StoreLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptReportsTest {
    @TempDir
    Path root;

    @Test
    void aReportOfManyClassesIsSentOfThoseThatMatterAndKeptWhole() throws IOException {
        // Given
        var reports = new KeptReports(new StoreLayout(root));
        var order = evaluate(new TextStore(root).checkpoint("small", 100, "1"));
        var whole = report(100_000);
        // When
        var sent = reports.keep(order, whole);
        // Then
        assertThat(ContractJson.write(sent)).hasSizeLessThan(1_000_000);
        assertThat(ContractJson.write(sent.summary())).hasSizeLessThan(10_000);
        assertThat(labels(sent)).hasSize(EvaluationReport.MOST_CLASSES).contains(77_777, 42);
        assertThat(sent.againstChampion().orElseThrow().classes()).isEqualTo(100_000);
        assertThat(sent.heldOut().balance()).hasSize(EvaluationReport.MOST_CLASSES);
        assertThat(reports.whole(sent)).isEqualTo(whole.keptAt(sent.location().orElseThrow()));
        assertThat(reports.whole(sent).summary()).isEqualTo(sent.summary());
    }

    @Test
    void aReportOfFewClassesIsSentAsItIs() throws IOException {
        // Given
        var reports = new KeptReports(new StoreLayout(root));
        var order = evaluate(new TextStore(root).checkpoint("small", 100, "1"));
        // Then
        assertThat(reports.keep(order, report(EvaluationReport.MOST_CLASSES)).againstTeacher())
                .isEqualTo(report(EvaluationReport.MOST_CLASSES).againstTeacher());
    }

    @Test
    void aReportWhosePartsAreNoClassesIsSentWhole() throws IOException {
        // Given
        var reports = new KeptReports(new StoreLayout(root));
        var order = evaluate(new TextStore(root).checkpoint("small", 100, "1"));
        var range = new Breakdown.Part("0.2660 to 1.050", new TreeMap<>(Map.of("MAE", Measured.of(0.2))));
        var some = Orders.score("small", "step-1");
        var byRange = new Score(
                some.name(),
                some.arm(),
                some.checkpointId(),
                some.step(),
                some.metrics(),
                new Breakdown("range of the value", List.of(range)),
                List.of(),
                some.cost());
        // When
        var sent = reports.keep(order, Orders.report(order.candidate(), byRange));
        // Then
        assertThat(sent.candidate().breakdown().parts()).containsExactly(range);
        assertThat(sent.only(label -> false).candidate().breakdown().parts()).containsExactly(range);
        assertThat(sent.summary().candidate().breakdown()).isEqualTo(Breakdown.NONE);
    }

    @Test
    void asManyAreKeptAsARunCanWaitFor() throws IOException {
        // Given
        var layout = new StoreLayout(root);
        var reports = new KeptReports(layout);
        var store = new TextStore(root);
        // When
        var sent = new ArrayList<EvaluationReport>();
        for (int step = 1; step <= KeptReports.MOST + 3; step++) {
            sent.add(reports.keep(evaluate(store.checkpoint("small", step, "1")), report(2)));
            Files.setLastModifiedTime(
                    layout.root().resolve(sent.get(step - 1).location().orElseThrow()), FileTime.fromMillis(step));
        }
        // Then
        try (var files = Files.list(layout.evaluations("toy"))) {
            assertThat(files).hasSize(KeptReports.MOST);
        }
        assertThat(layout.root().resolve(sent.get(0).location().orElseThrow())).doesNotExist();
        assertThat(reports.whole(sent.get(0)))
                .as("what is no longer kept is what was sent")
                .isEqualTo(sent.get(0));
    }

    private static RunOrder.Evaluate evaluate(CheckpointAnnounced candidate) {
        return Orders.evaluate(candidate, TextStore.TEACHER, Optional.empty(), Optional.empty());
    }

    private static List<Integer> labels(EvaluationReport report) {
        return report.candidate().breakdown().parts().stream()
                .map(part -> Integer.valueOf(part.name()))
                .toList();
    }

    /** Class 77,777 is lost, class 42 was never known; all others are right. */
    private static EvaluationReport report(int classes) {
        var against = IntStream.range(0, classes)
                .mapToObj(label -> new ClassComparison(
                        label,
                        label == 77_777
                                ? new PairedCounts(0, 0, 10, 0)
                                : label == 42 ? new PairedCounts(0, 0, 0, 10) : new PairedCounts(10, 0, 0, 0)))
                .toList();
        var counts = new PairedCounts(10L * classes, 0, 0, 0);
        var comparison = new Comparison(Optional.of(counts), counts, against);
        var score = score(classes);
        var balance = new TreeMap<>(
                IntStream.range(0, classes).boxed().collect(Collectors.toMap(label -> label, label -> 10)));
        return new EvaluationReport(
                "toy",
                1,
                "evaluate",
                1,
                "digest",
                new HeldOutSummary("h", 10 * classes, 10 * classes, 0, Reference.HARD_LABEL, balance),
                score,
                Optional.of(score),
                Optional.empty(),
                score,
                Optional.empty(),
                Optional.of(comparison),
                comparison,
                Optional.empty(),
                new EvaluationReport.ObjectiveLoss(OptionalDouble.empty(), 0),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty());
    }

    private static Score score(int classes) {
        var some = Orders.score("small", "step-1");
        var recall = new TreeMap<>(Map.of("recall", new Measured(0.9, 0.8, 0.95, 10)));
        var parts = IntStream.range(0, classes)
                .mapToObj(label -> new Breakdown.Part(String.valueOf(label), recall))
                .toList();
        return new Score(
                some.name(),
                some.arm(),
                some.checkpointId(),
                some.step(),
                some.metrics(),
                new Breakdown(Breakdown.BY_CLASS, parts),
                List.of(),
                some.cost());
    }
}
