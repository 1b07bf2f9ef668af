package dev.limbeck.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.limbeck.testing.HouseRules;

@AnalyzeClasses(packages = "dev.limbeck.service", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchTests RULES_OF_THE_HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule WHAT_CORES_SHARE_KNOWS_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAPackage("..service.stage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "dev.limbeck.kafka..",
                    "dev.limbeck.network..",
                    "ai.djl..",
                    "io.quarkus..",
                    "io.smallrye..",
                    "io.micrometer..",
                    "jakarta..");

    /** Every service has this module; not every service computes. */
    @ArchTest
    static final ArchRule IT_KNOWS_NO_ENGINE_AND_NO_WORK = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.limbeck.network..", "dev.limbeck.work..", "ai.djl..");
}
