package dev.limbeck.benchmarks.machine;

import java.io.IOException;
import java.util.List;

/**
 * Which core does what: what is measured has the first, and all that serves it (the broker) the last. Needs {@code
 * taskset}, which Linux has.
 *
 * @param pinned whether stages are bound to cores at all
 * @param count cores of the machine
 */
public record Cores(boolean pinned, int count) {
    private static final int MEASURED = 0;

    /** Binds this process, with all its threads and those to come, to the core of what is measured. */
    public void bindMeasured() throws IOException, InterruptedException {
        bind(String.valueOf(MEASURED));
    }

    /** Lets all threads of this process run anywhere again. */
    public void unbindMeasured() throws IOException, InterruptedException {
        bind("0-" + (count - 1));
    }

    private void bind(String cores) throws IOException, InterruptedException {
        if (!pinned) {
            return;
        }
        long pid = ProcessHandle.current().pid();
        Tool.run(
                "this process cannot be bound to a core",
                List.of("taskset", "-a", "-c", "-p", cores, String.valueOf(pid)));
    }

    /** What the command of a process begins with that serves what is measured. */
    public List<String> serving() {
        return pinned ? List.of("taskset", "-c", String.valueOf(count - 1)) : List.of();
    }

    /** The same for a process that is measured. */
    public List<String> measured() {
        return pinned ? List.of("taskset", "-c", String.valueOf(MEASURED)) : List.of();
    }

    /** For a table: what each stage has. */
    public String describe(String measured) {
        return pinned
                ? "%s: core %d, 1 thread an operation; broker: core %d".formatted(measured, MEASURED, count - 1)
                : describeUnbound(measured);
    }

    /** The same where only the broker is bound. */
    public String describeUnbound(String measured) {
        return "%s: any core, 1 thread an operation; broker: %s"
                .formatted(measured, pinned ? "core " + (count - 1) : "any core");
    }
}
