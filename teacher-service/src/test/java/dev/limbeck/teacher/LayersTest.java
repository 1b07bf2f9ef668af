package dev.limbeck.teacher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.limbeck.testing.HouseRules;

@AnalyzeClasses(packages = "dev.limbeck.teacher", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchTests RULES_OF_THE_HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule theCoreKnowsNeitherKafkaNorTheEngineNorTheServer = noClasses()
            .that()
            .resideInAnyPackage("..teacher.labelling..", "..teacher.training..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "ai.djl..",
                    "io.quarkus..",
                    "io.micrometer..",
                    "jakarta..",
                    "..teacher.kafka..",
                    "..teacher.process..",
                    "..teacher.operation..",
                    "..network.djl..");

    @ArchTest
    static final ArchRule onlyTheKafkaPackageUsesKafka = noClasses()
            .that()
            .resideOutsideOfPackage("..teacher.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.smallrye.reactive..");

    @ArchTest
    static final ArchRule theEngineIsReachedThroughThePortOnly =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("ai.djl..");
}
