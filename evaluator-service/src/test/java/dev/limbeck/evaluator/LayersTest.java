package dev.limbeck.evaluator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.limbeck.testing.HouseRules;

@AnalyzeClasses(packages = "dev.limbeck.evaluator", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchTests RULES_OF_THE_HOUSE = ArchTests.in(HouseRules.class);

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
}
