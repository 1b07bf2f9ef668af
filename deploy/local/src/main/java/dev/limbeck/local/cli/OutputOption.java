package dev.limbeck.local.cli;

import dev.limbeck.local.terminal.LiveOutput;
import picocli.CommandLine.Option;

/** For commands with a result that a program may want to read. */
final class OutputOption {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = {
                "Output format: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.",
                "With json, standard output has only the result; everything else goes to standard error."
            })
    private OutputFormat format = OutputFormat.table;

    OutputFormat format() {
        return format;
    }

    /** Where lines for a person go. */
    LiveOutput forPeople() {
        return format == OutputFormat.json ? LiveOutput.STANDARD_ERROR : LiveOutput.STANDARD_OUT;
    }
}
