package dev.limbeck.local.api;

import dev.limbeck.contract.api.Problem;
import dev.limbeck.contract.json.ContractJson;
import java.io.UncheckedIOException;

/** What a server says when it does not do what it is asked, in words for whoever typed the command. */
final class Answers {
    private Answers() {}

    /** Whatever stands before the orchestrator may answer in other forms. */
    static Problem problem(int status, byte[] body) {
        try {
            return ContractJson.read(body, Problem.class);
        } catch (UncheckedIOException otherForm) {
            return Problem.of(null, "the server answered " + status, status, "");
        }
    }

    /** One line, and one for each violation that the first does not say already. */
    static String describe(Problem problem) {
        String first = firstSaid(problem.detail(), problem.title());
        var text = new StringBuilder(first);
        for (var violation : problem.errors()) {
            if (!first.contains(violation.message())) {
                text.append(System.lineSeparator()).append("  ").append(describe(violation));
            }
        }
        return text.toString();
    }

    private static String firstSaid(String detail, String title) {
        if (detail.isEmpty()) {
            return title.isEmpty() ? "refused" : title;
        }
        return detail;
    }

    private static String describe(Problem.Violation violation) {
        return violation.path().isEmpty() ? violation.message() : violation.path() + ": " + violation.message();
    }
}
