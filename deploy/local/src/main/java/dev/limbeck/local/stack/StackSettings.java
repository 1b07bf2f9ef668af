package dev.limbeck.local.stack;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;

/**
 * What to run, and where.
 *
 * @param home where everything is stored
 * @param installation the repository, with its modules built
 * @param brokerPort where the broker listens if that port is free; 0 for any
 * @param fresh whether to delete what an earlier run stored
 * @param teachers how many replicas of the teacher service share the source topic
 * @param patience how long it may take to be ready, and to end
 * @param files folders in which files may stand that runs bring, beside the home and where the command is typed
 */
public record StackSettings(
        LocalHome home,
        Path installation,
        int brokerPort,
        boolean fresh,
        int teachers,
        Patience patience,
        List<Path> files) {
    private static final int MOST_TEACHERS = 16;

    public StackSettings(
            LocalHome home, Path installation, int brokerPort, boolean fresh, int teachers, Patience patience) {
        this(home, installation, brokerPort, fresh, teachers, patience, List.of());
    }

    public StackSettings {
        files = List.copyOf(files);
        requireNonNull(home, "home");
        requireNonNull(patience, "patience");
        if (teachers < 1 || teachers > MOST_TEACHERS) {
            throw new IllegalArgumentException(
                    "teachers is %d; allowed are 1 to %d".formatted(teachers, MOST_TEACHERS));
        }
        installation = installation.toAbsolutePath().normalize();
        if (brokerPort < 0 || brokerPort > 65_535) {
            throw new IllegalArgumentException("brokerPort is %d; allowed are 0 to 65535".formatted(brokerPort));
        }
    }

    /** The same, with folders of files that runs bring. */
    public StackSettings admitting(List<Path> folders) {
        return new StackSettings(home, installation, brokerPort, fresh, teachers, patience, folders);
    }
}
