package dev.limbeck.benchmarks.machine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * On what was measured.
 *
 * @param cpu as the operating system names it
 * @param load average over a minute before the benchmark began: above 0.5 others were at work
 * @param versions of what takes part
 */
public record Machine(
        String cpu, int cores, long memoryGib, String os, String java, double load, Map<String, String> versions) {
    public static Machine here() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                cpuName(),
                Runtime.getRuntime().availableProcessors(),
                Math.round(system.getTotalMemorySize() / (double) (1L << 30)),
                "%s %s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version"), system.getArch()),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                system.getSystemLoadAverage(),
                knownVersions());
    }

    private static String cpuName() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException notLinux) {
            return "unknown";
        }
    }

    private static Map<String, String> knownVersions() {
        var versions = new Properties();
        try (InputStream file =
                Objects.requireNonNull(Machine.class.getResourceAsStream("versions.properties"), "versions")) {
            versions.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var byName = new TreeMap<String, String>();
        versions.stringPropertyNames().forEach(name -> byName.put(name, versions.getProperty(name)));
        return byName;
    }
}
