package dev.limbeck.local.cli;

import dev.limbeck.local.stack.LocalHome;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where Limbeck is installed, and where it stores things. The launcher script tells both. */
final class HomeOption {
    /** Set by the launcher script: the repository, with its modules built. */
    private static final String INSTALLATION_PROPERTY = "limbeck.installation";

    @Option(
            names = "--home",
            paramLabel = "DIRECTORY",
            defaultValue = "${env:LIMBECK_HOME:-${sys:limbeck.installation:-.}/.limbeck}",
            description = {
                "Where everything is stored: records, networks, logs.",
                "Default: LIMBECK_HOME if set, else .limbeck in the directory of the limbeck script."
            })
    private Path directory = Path.of(".limbeck");

    LocalHome home() {
        return new LocalHome(directory);
    }

    Path installation() {
        return Path.of(System.getProperty(INSTALLATION_PROPERTY, "."));
    }
}
