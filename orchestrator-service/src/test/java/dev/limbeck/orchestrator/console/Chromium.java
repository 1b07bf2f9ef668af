package dev.limbeck.orchestrator.console;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The browser of this machine. None is downloaded: where there is none, tests that need one are skipped. */
final class Chromium {
    private static final Path USUAL = Path.of("/usr/bin/chromium");
    /** Of the jar with the driver itself. */
    private static final String DRIVER = "META-INF/maven/com.microsoft.playwright/driver-bundle/pom.properties";

    private Chromium() {}

    static Path orSkip() {
        assumeTrue(hasDriver(), "The console is not opened in a browser: build with -Pbrowser, which downloads 200 MB");
        var executable = Optional.ofNullable(System.getenv("LIMBECK_CHROMIUM"))
                .map(Path::of)
                .orElse(USUAL);
        assumeTrue(
                Files.isExecutable(executable),
                "The console is not opened in a browser: there is no %s; LIMBECK_CHROMIUM may name another"
                        .formatted(executable));
        return executable;
    }

    private static boolean hasDriver() {
        return Chromium.class.getClassLoader().getResource(DRIVER) != null;
    }
}
