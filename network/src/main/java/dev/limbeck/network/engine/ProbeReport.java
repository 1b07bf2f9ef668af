package dev.limbeck.network.engine;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.network.engine.Attempt.Outcome;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a probe has printed: a line before each part, one after it, one at the end. So a process that ends on its way
 * has still said where. Other lines are noise, but for those in which oneDNN names itself.
 */
public final class ProbeReport {
    private static final String BEGINS = "limbeck-self-test begins ";
    private static final String PART = "limbeck-self-test part ";
    private static final String COMPLETE = "limbeck-self-test complete";
    private static final Pattern LIBRARY = Pattern.compile("onednn_verbose,v1,info,(oneDNN) v(\\S+).*");
    private static final Pattern EFFECTIVE = Pattern.compile("onednn_verbose,v1,info,cpu,isa:(.*)");
    private static final String ONE_DNN = "onednn_verbose";
    private static final int LONGEST_WORDS = 200;

    private final List<TestedPart> parts = new ArrayList<>();
    private String library = "";
    private String effective = "";
    private String running = "";
    private String lastWords = "it said nothing";
    private boolean complete;

    private ProbeReport() {}

    public static void begins(PrintStream out, String part) {
        out.println(BEGINS + part);
    }

    public static void part(PrintStream out, TestedPart part) {
        out.println(PART + new String(ContractJson.write(part), StandardCharsets.UTF_8));
    }

    public static void complete(PrintStream out) {
        out.println(COMPLETE);
    }

    static ProbeReport of(String output) {
        var report = new ProbeReport();
        output.lines().forEach(report::read);
        return report;
    }

    private void read(String line) {
        if (line.startsWith(BEGINS)) {
            running = line.substring(BEGINS.length());
        } else if (line.startsWith(PART)) {
            parts.add(ContractJson.read(
                    line.substring(PART.length()).getBytes(StandardCharsets.UTF_8), TestedPart.class));
            running = "";
        } else if (line.equals(COMPLETE)) {
            complete = true;
        } else if (line.startsWith(ONE_DNN)) {
            var named = LIBRARY.matcher(line);
            library = named.matches() ? named.group(1) + " " + named.group(2) : library;
            var used = EFFECTIVE.matcher(line);
            effective = used.matches() ? used.group(1) : effective;
        } else if (!line.isBlank()) {
            lastWords = line.strip();
        }
    }

    Optional<TestedPart> wrong() {
        return parts.stream().filter(part -> !part.ok()).findFirst();
    }

    boolean isComplete() {
        return complete && !parts.isEmpty();
    }

    int partCount() {
        return parts.size();
    }

    /** Where it ended, if it did not reach the end. */
    String place() {
        return running.isEmpty() ? "between parts" : "in " + running;
    }

    String lastWords() {
        return lastWords.substring(0, Math.min(lastWords.length(), LONGEST_WORDS));
    }

    Attempt attempt(InstructionSet instructionSet, Outcome outcome, String detail) {
        return new Attempt(instructionSet, outcome, parts, detail, library, effective);
    }
}
