package dev.limbeck.local.process;

import java.util.Map;

/**
 * How PyTorch's memory is kept in a process. By default glibc gives free memory at the end of its heap back to the
 * system, and takes it again for the next tensor, page by page, cleared: an inference may take twice as long by what
 * else happens to lie there. Other C libraries do not know these settings.
 */
public final class TensorMemory {
    /**
     * Bytes. Both, for either one alone would turn off what adapts the other; 32 MiB is the most that every glibc takes
     * for the size from which a tensor has a mapping of its own.
     */
    public static final Map<String, String> ENVIRONMENT =
            Map.of("MALLOC_TRIM_THRESHOLD_", "268435456", "MALLOC_MMAP_THRESHOLD_", "33554432");

    private TensorMemory() {}

    /** As if nobody had set anything for the program that will have it. */
    public static void leaveToSystem(Map<String, String> environment) {
        environment.keySet().removeAll(ENVIRONMENT.keySet());
    }
}
