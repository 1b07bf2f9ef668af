package dev.limbeck.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * The folders in which files may stand that a run's declaration names. Whoever may declare a run could otherwise have
 * services read, and copy, whatever they can.
 *
 * @param folders absolute
 */
public record ArtifactRoots(List<Path> folders) {
    public ArtifactRoots {
        folders = folders.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .distinct()
                .toList();
    }

    /**
     * Looks before anything is opened. Of what is not in a root, nothing is told, not even whether it is there.
     *
     * @param field of the declaration that names it, as {@code spec.teacher.artifact}
     * @return the same, absolute; it may be missing
     * @throws ForbiddenFileException when it is not in a root, or leads out of one
     */
    public Path admit(String field, Path declared) {
        Path path = declared.toAbsolutePath().normalize();
        if (folders.stream().noneMatch(path::startsWith) || !staysInside(path)) {
            throw new ForbiddenFileException(
                    "%s is %s, which may not be read; allowed are files in the folders of limbeck.artifacts.roots"
                            .formatted(field, declared));
        }
        return path;
    }

    /** Links are followed: where they end counts. */
    private boolean staysInside(Path path) {
        for (Path existing = path; existing != null; existing = existing.getParent()) {
            if (Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
                return isInside(existing);
            }
        }
        return false;
    }

    private boolean isInside(Path existing) {
        try {
            Path real = existing.toRealPath();
            for (Path folder : folders) {
                // A root that is missing so far has nothing in it, but what is to be made may be asked for.
                if (!Files.exists(folder) ? folder.startsWith(real) : real.startsWith(folder.toRealPath())) {
                    return true;
                }
            }
            return false;
        } catch (IOException nowhere) {
            return false;
        }
    }
}
