package dev.limbeck.orchestrator.console;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The browser of this machine. None is downloaded: where there is none, tests that need one are skipped. */
final class Chromium {
    static final String IS_THERE = "dev.limbeck.orchestrator.console.Chromium#isThere";
    static final String ABSENT = "The console is not opened in a browser: that takes -Pbrowser, which downloads 200 MB,"
            + " and /usr/bin/chromium or what LIMBECK_CHROMIUM names";

    /** Of the jar with the driver itself. */
    private static final String DRIVER = "META-INF/maven/com.microsoft.playwright/driver-bundle/pom.properties";

    private Chromium() {}

    static Path executable() {
        return Path.of(Optional.ofNullable(System.getenv("LIMBECK_CHROMIUM")).orElse("/usr/bin/chromium"));
    }

    static boolean isThere() {
        return Chromium.class.getClassLoader().getResource(DRIVER) != null && Files.isExecutable(executable());
    }
}
