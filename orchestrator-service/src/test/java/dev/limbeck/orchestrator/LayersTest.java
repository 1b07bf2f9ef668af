package dev.limbeck.orchestrator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.limbeck.testing.HouseRules;

@AnalyzeClasses(packages = "dev.limbeck.orchestrator", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLES = HouseRules.PACKAGES_FORM_NO_CYCLES;

    /** The exception is kept across restarts, where no ticker helps. */
    @ArchTest
    static final ArchRule ONLY_DEADLINES_OF_ORDERS_GO_BY_A_CLOCK_THAT_IS_SET = HouseRules.waitByAClockThatIsSet(
            noClasses().that().doNotHaveSimpleName("Deadlines").should());
}
