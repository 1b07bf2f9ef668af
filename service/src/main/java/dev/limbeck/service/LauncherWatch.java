package dev.limbeck.service;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Ends this process when its launcher is gone. The launcher holds the other end of standard input; the kernel closes it
 * however the launcher dies, kill -9 included.
 */
@Singleton
class LauncherWatch {
    void start(@Observes StartupEvent started, ServiceConfig config) {
        if (config.exitOnStdinClose()) {
            var watch = new Thread(() -> exitWhenClosed(System.in, config.longestShutdown()), "launcher-watch");
            watch.setDaemon(true);
            watch.start();
        }
    }

    private static void exitWhenClosed(InputStream launcher, Duration longestShutdown) {
        try {
            launcher.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException broken) {
            // The same as closed.
        }
        haltAfter(longestShutdown);
        Quarkus.asyncExit(0);
    }

    /** A shutdown that hangs in native code must not leave a process behind. */
    private static void haltAfter(Duration limit) {
        var halt = new Thread(
                () -> {
                    try {
                        Thread.sleep(limit.toMillis());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(1);
                },
                "halt");
        halt.setDaemon(true);
        halt.start();
    }
}
