package dev.limbeck.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import java.time.Instant;
import java.time.temporal.TemporalAmount;

/** What holds in every module. A module's own test of its layers includes these. */
public final class HouseRules {
    private HouseRules() {}

    @ArchTest
    public static final ArchTests SEALED_KINDS = ArchTests.in(SealedKinds.class);

    /** Packages that need each other are one, whatever they are called. */
    @ArchTest
    public static final ArchRule PACKAGES_FORM_NO_CYCLES =
            slices().matching("dev.limbeck.(**)").should().beFreeOfCycles();

    /** Time stamps come of an injected clock; durations and deadlines of a ticker, which goes on when the clock is set. */
    @ArchTest
    public static final ArchRule NOTHING_WAITS_BY_A_CLOCK_THAT_IS_SET =
            waitByAClockThatIsSet(noClasses().should());

    /** @param none of which this is so, for where there is an exception */
    public static ArchRule waitByAClockThatIsSet(ClassesShould none) {
        return none.callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Instant.class, "plus", TemporalAmount.class)
                .orShould()
                .callMethod(Instant.class, "minus", TemporalAmount.class)
                .orShould()
                .callMethod(System.class, "currentTimeMillis");
    }
}
