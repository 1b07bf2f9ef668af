package dev.limbeck.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.limbeck.testing.HouseRules;
import java.io.Closeable;
import java.io.Reader;
import java.nio.channels.Channel;
import java.nio.file.Files;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;

@AnalyzeClasses(packages = "dev.limbeck.contract", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchTests RULES_OF_THE_HOUSE = ArchTests.in(HouseRules.class);

    private static final DescribedPredicate<JavaClass> DOES_SOMETHING =
            new DescribedPredicate<>("open files or streams, run threads, wait for others or ask the time") {
                @Override
                public boolean test(JavaClass used) {
                    return used.isEquivalentTo(Files.class)
                            || used.isEquivalentTo(Thread.class)
                            || used.isAssignableTo(Channel.class)
                            || used.isAssignableTo(Executor.class)
                            || used.isAssignableTo(Lock.class)
                            || used.isAssignableTo(Clock.class)
                            || used.isAssignableTo(Reader.class)
                            || (used.getPackageName().equals("java.io") && used.isAssignableTo(Closeable.class));
                }
            };

    /** Messages that Protobuf generates read themselves from streams. */
    @ArchTest
    static final ArchRule THE_CONTRACT_IS_WORDS_ONLY = noClasses()
            .that()
            .resideOutsideOfPackage("..contract.wire..")
            .should()
            .dependOnClassesThat(DOES_SOMETHING);

    @ArchTest
    static final ArchRule IT_KNOWS_NO_OTHER_MODULE_AND_NO_ENGINE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.limbeck.store..",
                    "dev.limbeck.kafka..",
                    "dev.limbeck.network..",
                    "dev.limbeck.service..",
                    "org.apache.kafka..",
                    "ai.djl..",
                    "io.quarkus..",
                    "jakarta..");
}
