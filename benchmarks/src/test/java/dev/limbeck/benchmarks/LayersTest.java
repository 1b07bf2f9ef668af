package dev.limbeck.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.limbeck.testing.HouseRules;

@AnalyzeClasses(packages = "dev.limbeck", importOptions = DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLES = HouseRules.PACKAGES_FORM_NO_CYCLES;

    /** Only a consumer of several, as this module is, has them side by side. */
    @ArchTest
    static final ArchRule NO_SERVICE_SEES_ANOTHER = noClasses()
            .that()
            .resideInAPackage("dev.limbeck.teacher..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.limbeck.student..", "dev.limbeck.benchmarks..");

    @ArchTest
    static final ArchRule NOR_THE_OTHER_WAY_ROUND = noClasses()
            .that()
            .resideInAPackage("dev.limbeck.student..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.limbeck.teacher..", "dev.limbeck.benchmarks..");

    @ArchTest
    static final ArchRule FIGURES_DO_NOT_KNOW_WHAT_WAS_MEASURED = noClasses()
            .that()
            .resideInAPackage("dev.limbeck.benchmarks.measure..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "ai.djl..",
                    "dev.limbeck.network..",
                    "dev.limbeck.kafka..",
                    "dev.limbeck.local..",
                    "dev.limbeck.teacher..",
                    "dev.limbeck.student..");
}
