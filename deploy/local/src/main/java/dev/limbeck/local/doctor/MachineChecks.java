package dev.limbeck.local.doctor;

import dev.limbeck.local.check.Check;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What Limbeck needs of a machine beside an engine that computes rightly. */
public final class MachineChecks {
    private static final int OLDEST_JAVA = 17;
    private static final long MEBIBYTE = 1L << 20;
    /** Native libraries take half of it. */
    private static final long LEAST_DISK = 1024;

    private static final long LEAST_MEMORY = 2048;

    private MachineChecks() {}

    /**
     * @param directory where everything is stored
     * @param ports where services are looked for; one that is taken is no fault, for another one is used
     */
    public static List<Check> of(Path directory, List<Integer> ports) {
        var checks = new ArrayList<Check>();
        var java = Runtime.version();
        checks.add(new Check("Java", java.feature() >= OLDEST_JAVA, java + ", needed is 17 or later"));
        checks.add(new Check("cores", true, String.valueOf(Runtime.getRuntime().availableProcessors())));
        checks.add(enough("memory", memory(), LEAST_MEMORY));
        try {
            checks.add(enough("disk", usable(directory.toAbsolutePath()), LEAST_DISK));
        } catch (IOException unreadable) {
            checks.add(new Check("disk", false, unreadable.toString()));
        }
        ports.forEach(port -> checks.add(
                new Check("port " + port, true, isFree(port) ? "free" : "taken; another one is used where it may be")));
        return checks;
    }

    static Check enough(String name, long mebibytes, long least) {
        return new Check(name, mebibytes >= least, "%d MiB, needed are %d".formatted(mebibytes, least));
    }

    private static long memory() {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return system.getTotalMemorySize() / MEBIBYTE;
    }

    private static long usable(Path directory) throws IOException {
        Path existing = directory;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return Files.getFileStore(existing).getUsableSpace() / MEBIBYTE;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
