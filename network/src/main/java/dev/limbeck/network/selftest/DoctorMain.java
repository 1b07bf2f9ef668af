package dev.limbeck.network.selftest;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.network.engine.Attempt;
import dev.limbeck.network.engine.InstructionSet;
import dev.limbeck.network.engine.TestedPart;
import dev.limbeck.network.engine.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Prints what is known of the engine on this machine, lines of JSON with name, ok and detail, and loads none of it here. */
public final class DoctorMain {
    private DoctorMain() {}

    /** @param arguments number of threads of one tensor operation */
    public static void main(String[] arguments) {
        var verdict = DjlNetworkRuntime.verdict(Integer.parseInt(arguments[0]));
        checks(verdict)
                .forEach(check -> System.out.println(new String(ContractJson.write(check), StandardCharsets.UTF_8)));
    }

    static List<TestedPart> checks(Verdict verdict) {
        boolean right = verdict.accepted().isPresent();
        Attempt shown = verdict.attempts().get(verdict.attempts().size() - 1);
        var checks = new ArrayList<TestedPart>();
        checks.add(new TestedPart("engine", right, verdict.subject().library()));
        checks.add(new TestedPart(
                "instruction set",
                right,
                "%s (%s), of %s"
                        .formatted(
                                shown.instructionSet(),
                                shown.effective(),
                                verdict.subject().ladder())));
        verdict.rejected()
                .forEach(attempt -> checks.add(new TestedPart(
                        "instruction set " + attempt.instructionSet(),
                        right, // nobody uses it where another is right
                        "not right here: " + attempt.detail())));
        shown.parts()
                .forEach(part -> checks.add(new TestedPart("self-test, " + part.name(), part.ok(), part.detail())));
        checks.add(new TestedPart("oneDNN", right, shown.library()));
        checks.add(new TestedPart("NNPACK", true, "switched off: oneDNN computes what it would"));
        checks.add(new TestedPart(
                InstructionSet.SETTING, true, verdict.subject().ladder().size() == 1 ? "chosen" : "auto"));
        return checks;
    }
}
