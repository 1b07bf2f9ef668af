package dev.limbeck.network.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.network.engine.Attempt;
import dev.limbeck.network.engine.Attempt.Outcome;
import dev.limbeck.network.engine.InstructionSet;
import dev.limbeck.network.engine.Subject;
import dev.limbeck.network.engine.TestedPart;
import dev.limbeck.network.engine.Verdict;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DoctorMainTest {
    private static final InstructionSet AVX = InstructionSet.of("avx");

    @Test
    void whatIsWrongButNotUsedDoesNoHarm() {
        var checks =
                DoctorMain.checks(verdict(attempt(InstructionSet.ALL, Outcome.CRASHED), attempt(AVX, Outcome.RIGHT)));

        assertThat(checks).allMatch(TestedPart::ok);
        assertThat(checks)
                .contains(new TestedPart("instruction set all", true, "not right here: CRASHED"))
                .contains(new TestedPart("self-test, linear", true, "compared"));
    }

    @Test
    void whereNothingIsRightThePartThatDiffersIsNamed() {
        var checks = DoctorMain.checks(verdict(attempt(InstructionSet.ALL, Outcome.WRONG)));

        assertThat(checks)
                .contains(new TestedPart("self-test, linear", false, "compared"))
                .filteredOn(check -> check.name().equals("engine"))
                .noneMatch(TestedPart::ok);
    }

    private static Verdict verdict(Attempt... attempts) {
        var ladder = List.of(attempts).stream().map(Attempt::instructionSet).toList();
        return new Verdict(new Subject(1, "PyTorch", new TreeMap<>(), 1, new TreeMap<>(), ladder), List.of(attempts));
    }

    private static Attempt attempt(InstructionSet set, Outcome outcome) {
        var part = new TestedPart("linear", outcome == Outcome.RIGHT, "compared");
        return new Attempt(set, outcome, List.of(part), outcome.toString(), "oneDNN 3.7.1", "Intel AVX");
    }
}
