package dev.limbeck.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.limbeck.testing.HouseRules;

@AnalyzeClasses(packages = "dev.limbeck.local", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchTests RULES_OF_THE_HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule PROCESSES_KNOW_NOTHING_OF_KAFKA_OR_COMMANDS = noClasses()
            .that()
            .resideInAPackage("..local.process..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..", "kafka..", "dev.limbeck.broker..", "..local.stack..", "..local.cli..");

    @ArchTest
    static final ArchRule THE_TERMINAL_KNOWS_NOTHING_OF_WHAT_IS_SHOWN = noClasses()
            .that()
            .resideInAPackage("..local.terminal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..local.process..", "..local.stack..", "..local.cli..", "dev.limbeck.broker..");

    @ArchTest
    static final ArchRule ONLY_COMMANDS_KNOW_THE_COMMAND_LINE = noClasses()
            .that()
            .resideOutsideOfPackage("..local.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "..local.cli..");
}
