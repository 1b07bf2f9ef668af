package dev.limbeck.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.limbeck.contract.kind.SealedKinds;
import java.time.Instant;
import java.time.temporal.TemporalAmount;

@AnalyzeClasses(packages = "dev.limbeck.local", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchTests SEALED_KINDS = ArchTests.in(SealedKinds.class);

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
