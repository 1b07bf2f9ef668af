package dev.limbeck.local.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java program to run in a JVM of its own, on the Java installation that runs this one.
 *
 * @param program what follows the JVM's options: {@code -jar} and a file, or {@code -cp}, a class path and a class,
 *     then arguments
 * @param jvmFlags options such as {@code -Xmx512m}
 * @param systemProperties passed as {@code -Dname=value}
 */
public record JavaCommand(List<String> program, List<String> jvmFlags, Map<String, String> systemProperties) {
    /**
     * For what records stream through: nearly all of it is garbage within a second, and each collection copies what is
     * on its way.
     */
    public static final String ROOM_FOR_SHORT_LIVED = "-Xmn256m";

    public JavaCommand {
        if (program.isEmpty()) {
            throw new IllegalArgumentException(
                    "program is empty; allowed is -jar FILE or -cp PATH CLASS, then arguments");
        }
        program = List.copyOf(program);
        jvmFlags = List.copyOf(jvmFlags);
        systemProperties = Map.copyOf(systemProperties);
    }

    /** A Quarkus application packaged as a fast-jar, such as {@code teacher-service/target/quarkus-app}. */
    public static JavaCommand quarkusApp(Path directory) {
        Path jar = directory.resolve("quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException(jar + " is missing; build it with ./mvnw -DskipTests package");
        }
        return new JavaCommand(List.of("-jar", jar.toString()), List.of(), Map.of());
    }

    /** Another class of such an application, with what the application has on its class path. */
    public static JavaCommand classOf(Path quarkusApp, String mainClass, String... arguments) {
        if (!Files.isDirectory(quarkusApp)) {
            throw new IllegalArgumentException(quarkusApp + " is missing; build it with ./mvnw -DskipTests package");
        }
        String classPath = Stream.of("app", "lib/main", "lib/boot")
                .map(folder -> quarkusApp.resolve(folder) + "/*")
                .collect(Collectors.joining(File.pathSeparator));
        var program = new ArrayList<>(List.of("-cp", classPath, mainClass));
        program.addAll(List.of(arguments));
        return new JavaCommand(program, List.of(), Map.of());
    }

    /** A process that runs it, to be started. */
    public ProcessBuilder process() {
        return new ProcessBuilder(words());
    }

    public JavaCommand withJvmFlags(List<String> flags) {
        return new JavaCommand(program, flags, systemProperties);
    }

    /** Adds system properties; of two with one name, the new one wins. */
    public JavaCommand withSystemProperties(Map<String, String> added) {
        var properties = new LinkedHashMap<>(systemProperties);
        properties.putAll(added);
        return new JavaCommand(program, jvmFlags, properties);
    }

    private List<String> words() {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(jvmFlags);
        // What the child prints is read as UTF-8, whatever this machine's locale is.
        words.add("-Dfile.encoding=UTF-8");
        words.add("-Dstdout.encoding=UTF-8");
        words.add("-Dstderr.encoding=UTF-8");
        systemProperties.forEach((name, value) -> words.add("-D" + name + "=" + value));
        words.addAll(program);
        return words;
    }
}
