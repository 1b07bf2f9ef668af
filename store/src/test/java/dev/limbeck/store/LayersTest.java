package dev.limbeck.store;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.limbeck.testing.HouseRules;

@AnalyzeClasses(packages = "dev.limbeck.store", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchTests RULES_OF_THE_HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule THE_STORE_KNOWS_THE_CONTRACT_ONLY = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.limbeck.kafka..",
                    "dev.limbeck.network..",
                    "dev.limbeck.dataset..",
                    "dev.limbeck.service..",
                    "org.apache.kafka..",
                    "ai.djl..",
                    "io.quarkus..",
                    "jakarta..");

    @ArchTest
    static final ArchRule WHAT_IS_KEPT_DOES_NOT_KNOW_WHAT_IT_IS_KEPT_FOR = noClasses()
            .that()
            .resideInAPackage("dev.limbeck.store")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.limbeck.store.checkpoint..");
}
