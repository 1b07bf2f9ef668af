package dev.limbeck.student;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.limbeck.testing.HouseRules;

@AnalyzeClasses(packages = "dev.limbeck.student", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchTests RULES_OF_THE_HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAnyPackage(
                    "..student.batch..",
                    "..student.checkpoint..",
                    "..student.replay..",
                    "..student.steplog..",
                    "..student.training..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "dev.limbeck.kafka..",
                    "ai.djl..",
                    "dev.limbeck.network.djl..",
                    "io.quarkus..",
                    "io.smallrye..",
                    "jakarta..");

    @ArchTest
    static final ArchRule WHAT_IS_REPLAYED_DOES_NOT_KNOW_WHO_LEARNS_IT = noClasses()
            .that()
            .resideInAPackage("..student.replay..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..student.training..", "..student.checkpoint..", "..student.steplog..", "dev.limbeck.network..");

    @ArchTest
    static final ArchRule BATCHES_DO_NOT_KNOW_WHO_TRAINS = noClasses()
            .that()
            .resideInAPackage("..student.batch..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..student.training..", "..student.checkpoint..", "dev.limbeck.network..");
}
