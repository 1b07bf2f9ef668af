package dev.limbeck.student;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.limbeck.contract.kind.SealedKinds;
import java.time.Instant;
import java.time.temporal.TemporalAmount;

@AnalyzeClasses(packages = "dev.limbeck.student", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchTests SEALED_KINDS = ArchTests.in(SealedKinds.class);

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
