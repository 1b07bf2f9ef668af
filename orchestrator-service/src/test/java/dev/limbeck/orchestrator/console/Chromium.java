package dev.limbeck.orchestrator.console;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The browser of this machine. None is downloaded: where there is none, tests that need one are skipped. */
final class Chromium {
    private static final Path USUAL = Path.of("/usr/bin/chromium");
    private static final String DRIVER = "com.microsoft.playwright.impl.driver.jar.DriverJar";

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
        try {
            Class.forName(DRIVER, false, Chromium.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
