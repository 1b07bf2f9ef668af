package dev.limbeck.teacher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.limbeck.contract.kind.SealedKinds;
import java.time.Instant;
import java.time.temporal.TemporalAmount;

@AnalyzeClasses(packages = "dev.limbeck.teacher", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchTests SEALED_KINDS = ArchTests.in(SealedKinds.class);

    @ArchTest
    static final ArchRule theCoreKnowsNeitherKafkaNorTheEngineNorTheServer = noClasses()
            .that()
            .resideInAnyPackage("dev.limbeck.teacher", "..teacher.labelling..", "..teacher.training..")
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
