package dev.limbeck.network.engine;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** How a process of its own is started that has the classes of this one. */
final class SelfTestCommand {
    private static final String MAIN = "dev.limbeck.network.selftest.SelfTestMain";

    private SelfTestCommand() {}

    static List<String> of(int threads) {
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                // It may crash: neither a core dump nor a report is of use to anybody then.
                "-XX:+SuppressFatalErrorMessage"));
        for (String property : List.of("DJL_CACHE_DIR", "ENGINE_CACHE_DIR")) {
            String value = System.getProperty(property);
            if (value != null) {
                command.add("-D%s=%s".formatted(property, value));
            }
        }
        command.addAll(List.of("-cp", classPath(), MAIN, String.valueOf(threads)));
        return command;
    }

    /** Every jar that a class loader knows has a manifest; what is not in a jar, the loader has classes of. */
    private static String classPath() {
        Set<String> places = new LinkedHashSet<>();
        try {
            ClassLoader loader = Objects.requireNonNull(SelfTestCommand.class.getClassLoader());
            for (URL manifest : Collections.list(loader.getResources("META-INF/MANIFEST.MF"))) {
                if (manifest.openConnection() instanceof JarURLConnection jar) {
                    places.add(Path.of(jar.getJarFileURL().toURI()).toString());
                }
            }
            for (Class<?> type : List.of(SelfTestCommand.class, dev.limbeck.contract.json.ContractJson.class)) {
                URL place = type.getProtectionDomain().getCodeSource().getLocation();
                places.add(Path.of(place.toURI()).toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
        return String.join(File.pathSeparator, places);
    }
}
