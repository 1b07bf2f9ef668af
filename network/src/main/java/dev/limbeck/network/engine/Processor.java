package dev.limbeck.network.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a processor says of itself, as far as libraries choose their code by it. */
public final class Processor {
    private static final Set<String> TELLING =
            Set.of("vendor_id", "cpu family", "model", "model name", "stepping", "microcode", "cache size", "flags");
    private static final Set<String> CACHE = Set.of("level", "size", "shared_cpu_list");

    private Processor() {}

    public static SortedMap<String, String> describe() {
        return describe(Path.of("/proc/cpuinfo"), Path.of("/sys/devices/system/cpu/cpu0/cache"));
    }

    /** Maker, family and model; the system where they are not known. */
    static String name(SortedMap<String, String> description) {
        String maker = description.get("vendor_id");
        return maker == null
                ? description.getOrDefault("system", "unknown")
                : "%s %s/%s".formatted(maker, description.get("cpu family"), description.get("model"));
    }

    /** Where the system does not have such files, its name stands for the processor. */
    static SortedMap<String, String> describe(Path processors, Path caches) {
        var description = new TreeMap<String, String>();
        description.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        try (Stream<String> lines = Files.lines(processors)) {
            lines.takeWhile(line -> !line.isBlank())
                    .map(line -> line.split(":", 2))
                    .filter(pair -> pair.length == 2 && TELLING.contains(pair[0].strip()))
                    .forEach(pair -> description.put(pair[0].strip(), pair[1].strip()));
            describeCaches(caches, description);
        } catch (IOException notLinux) {
            description.put("version", System.getProperty("os.version"));
        }
        return description;
    }

    private static void describeCaches(Path caches, SortedMap<String, String> description) throws IOException {
        if (!Files.isDirectory(caches)) {
            return;
        }
        try (Stream<Path> files = Files.walk(caches, 2)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (CACHE.contains(String.valueOf(file.getFileName()))) {
                    description.put(
                            "cache " + caches.relativize(file),
                            Files.readString(file).strip());
                }
            }
        }
    }
}
