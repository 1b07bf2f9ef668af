package dev.limbeck.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files and folders that are either there whole or not at all, whenever the machine stops: written under a temporary
 * name, flushed to the device, renamed, and the folder that holds the name flushed too. Other users of the machine can
 * neither read nor change them.
 */
public final class AtomicFiles {
    private static final String TEMPORARY = ".tmp-";
    private static final Set<PosixFilePermission> OWN_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWN_FOLDER = PosixFilePermissions.fromString("rwx------");

    private AtomicFiles() {}

    /** Puts content into a folder that nobody else sees yet. */
    @FunctionalInterface
    public interface FolderContent {
        void writeTo(Path folder) throws IOException;
    }

    /** The folder and those above it, as far as they are missing. */
    public static void createFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, own(folder, OWN_FOLDER));
        }
    }

    private static FileAttribute<?>[] own(Path where, Set<PosixFilePermission> permissions) {
        return knowsOwners(where)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static void keepToOwner(Path path) throws IOException {
        if (knowsOwners(path)) {
            Files.setPosixFilePermissions(path, Files.isDirectory(path) ? OWN_FOLDER : OWN_FILE);
        }
    }

    private static boolean knowsOwners(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    public static void writeFile(Path target, byte[] bytes) throws IOException {
        Path folder = folderOf(target);
        createFolders(folder);
        Path temporary = folder.resolve(temporaryName(target));
        try {
            Files.createFile(temporary, own(temporary, OWN_FILE));
            Files.write(temporary, bytes, StandardOpenOption.WRITE);
            flush(temporary);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        flush(folder);
    }

    /**
     * Makes {@code target} appear with all its content in one step.
     *
     * @throws java.nio.file.FileAlreadyExistsException when it is there already
     */
    public static void writeFolder(Path target, FolderContent content) throws IOException {
        Path parent = folderOf(target);
        createFolders(parent);
        Path temporary = Files.createDirectory(parent.resolve(temporaryName(target)), own(parent, OWN_FOLDER));
        try {
            content.writeTo(temporary);
            try (Stream<Path> files = Files.list(temporary)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    keepToOwner(file);
                    flush(file);
                }
            }
            flush(temporary);
            if (Files.exists(target)) {
                throw new java.nio.file.FileAlreadyExistsException(target.toString());
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            deleteFolder(temporary);
        }
        flush(parent);
    }

    /**
     * Gives durable files other names, in other folders perhaps, and returns when these are durable, too.
     *
     * @param targets by source; whatever stands there is replaced
     */
    public static void moveFiles(Map<Path, Path> targets) throws IOException {
        Set<Path> folders = targets.values().stream().map(AtomicFiles::folderOf).collect(Collectors.toSet());
        for (Path folder : folders) {
            createFolders(folder);
        }
        for (var file : targets.entrySet()) {
            Files.move(
                    file.getKey(),
                    file.getValue(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        for (Path folder : folders) {
            flush(folder);
        }
    }

    /** Points the link at {@code target}, whatever it pointed at before. */
    public static void moveLink(Path link, Path target) throws IOException {
        Path folder = folderOf(link);
        createFolders(folder);
        Path temporary = folder.resolve(temporaryName(link));
        Files.createSymbolicLink(temporary, folder.relativize(target));
        try {
            Files.move(temporary, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        flush(folder);
    }

    /** Removes a folder and all in it; one that is not there is no error. */
    public static void deleteFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Whether the name is one that an interrupted write may have left behind. */
    public static boolean isTemporary(Path path) {
        return String.valueOf(path.getFileName()).contains(TEMPORARY);
    }

    private static String temporaryName(Path target) {
        return "." + target.getFileName() + TEMPORARY + UUID.randomUUID();
    }

    private static Path folderOf(Path target) {
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException(target + " has no folder to be written in");
        }
        return parent;
    }

    private static void flush(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
