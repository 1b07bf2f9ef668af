package dev.limbeck.evaluator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.limbeck.contract.kind.SealedKinds;
import java.time.Instant;
import java.time.temporal.TemporalAmount;

@AnalyzeClasses(packages = "dev.limbeck.evaluator", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchTests SEALED_KINDS = ArchTests.in(SealedKinds.class);

    private static final String[] WITHOUT_MEASURING = {
        "..evaluator.metric..", "..evaluator.heldout..", "..evaluator.admission..", "..evaluator.promotion..",
    };

    @ArchTest
    static final ArchRule THE_CORE_SEES_NO_TECHNOLOGY = noClasses()
            .that()
            .resideInAnyPackage(
                    "..evaluator.metric..",
                    "..evaluator.heldout..",
                    "..evaluator.admission..",
                    "..evaluator.promotion..",
                    "..evaluator.order..",
                    "..evaluator.drift..",
                    "..evaluator.watch..",
                    "..evaluator.evaluation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "dev.limbeck.kafka..",
                    "dev.limbeck.network.djl..",
                    "ai.djl..",
                    "io.quarkus..",
                    "io.smallrye..",
                    "io.micrometer..",
                    "jakarta..",
                    "org.eclipse.microprofile..",
                    "..evaluator.kafka..",
                    "..evaluator.status..",
                    "..evaluator.dataset..");

    @ArchTest
    static final ArchRule WHAT_IS_MEASURED_DOES_NOT_KNOW_WHEN = noClasses()
            .that()
            .resideInAnyPackage(WITHOUT_MEASURING)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..evaluator.evaluation..");

    /** Time stamps come of an injected clock; durations and deadlines of a ticker, which goes on when the clock is set. */
    @ArchTest
    static final ArchRule NOTHING_WAITS_BY_A_CLOCK_THAT_IS_SET = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Instant.class, "plus", TemporalAmount.class)
            .orShould()
            .callMethod(Instant.class, "minus", TemporalAmount.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
