package dev.limbeck.kafka;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.limbeck.contract.kind.SealedKinds;

@AnalyzeClasses(packages = "dev.limbeck.kafka", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchTests SEALED_KINDS = ArchTests.in(SealedKinds.class);
}
