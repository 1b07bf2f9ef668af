package dev.limbeck.orchestrator.lifecycle;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.limbeck.orchestrator", importOptions = ImportOption.DoNotIncludeTests.class)
class PureCoreTest {
    @ArchTest
    static final ArchRule WHAT_DECIDES_KNOWS_NEITHER_KAFKA_NOR_QUARKUS = classes()
            .that()
            .resideInAnyPackage("..orchestrator.lifecycle..", "..orchestrator.gate..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "com.fasterxml.jackson..",
                    "org.apache.commons.statistics..",
                    "dev.limbeck.contract..",
                    "dev.limbeck.orchestrator.lifecycle..",
                    "dev.limbeck.orchestrator.gate..");
}
