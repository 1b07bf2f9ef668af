package dev.limbeck.teacher.training;

import dev.limbeck.contract.configuration.ConfigurationDigest;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.store.AtomicFiles;
import dev.limbeck.store.FileDigest;
import dev.limbeck.store.StoreLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The teachers of one run in the artifact store: whole or not there. */
final class TeacherStore {
    private static final Logger LOG = Logger.getLogger(TeacherStore.class);
    private static final int SHORT_DIGEST = 12;

    private final StoreLayout layout;
    private final String run;

    TeacherStore(StoreLayout layout, String run) {
        this.layout = layout;
        this.run = run;
    }

    Path folder() {
        return layout.teachers(run);
    }

    /** The teacher that was made of this declaration, if its file is still what it was. */
    Optional<Teacher> find(ConfigurationDigest declaration) throws IOException {
        if (!Files.isDirectory(folder())) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(folder())) {
            for (Path candidate : (Iterable<Path>) folders.sorted()::iterator) {
                var teacher = read(candidate);
                if (teacher.isPresent()
                        && declaration.matches(teacher.get().artifact().declaration())
                        && isIntact(teacher.get())) {
                    return teacher;
                }
            }
        }
        return Optional.empty();
    }

    /** The teacher of this version, if its file is still what it was. */
    Optional<Teacher> find(TeacherPublished known) throws IOException {
        var teacher = read(layout.teacher(run, known.version()));
        return teacher.isPresent()
                        && teacher.get().artifact().sha256().equals(known.sha256())
                        && isIntact(teacher.get())
                ? teacher
                : Optional.empty();
    }

    /**
     * Keeps a teacher for good.
     *
     * @throws NoTeacherException when its declared version is another network's already
     */
    Teacher keep(MadeTeacher made, ConfigurationDigest declaration) throws IOException {
        String sha256 = FileDigest.of(made.networkFile());
        String version = made.version().orElse("t-" + sha256.substring(0, SHORT_DIGEST));
        var teacher = new Teacher(
                new TeacherArtifact(
                        run,
                        made.metadata().network(),
                        version,
                        sha256,
                        made.accuracy(),
                        made.metadata().parameters(),
                        made.metadata().provenance(),
                        declaration.value(),
                        made.metrics()),
                layout.teacher(run, version));
        makeRoomFor(teacher);
        byte[] description = ContractJson.writePretty(teacher.artifact());
        if (Files.exists(teacher.folder())) {
            AtomicFiles.writeFile(teacher.folder().resolve(TeacherArtifact.FILE), description);
        } else {
            AtomicFiles.writeFolder(teacher.folder(), folder -> {
                Files.copy(made.networkFile(), folder.resolve(StoreLayout.NETWORK));
                Files.write(folder.resolve(TeacherArtifact.FILE), description);
            });
        }
        return teacher;
    }

    /** Soft targets carry the version for ever, so it may never come to mean other weights. */
    private static void makeRoomFor(Teacher teacher) throws IOException {
        var existing = read(teacher.folder());
        if (existing.isEmpty() || !isIntact(existing.get())) {
            AtomicFiles.deleteFolder(teacher.folder());
        } else if (!existing.get().artifact().sha256().equals(teacher.artifact().sha256())) {
            throw new NoTeacherException(
                    "teacher version %s is already the network %s, and the one declared now is %s; give it another version"
                            .formatted(
                                    teacher.version(),
                                    existing.get().artifact().sha256(),
                                    teacher.artifact().sha256()));
        }
    }

    private static Optional<Teacher> read(Path folder) throws IOException {
        Path description = folder.resolve(TeacherArtifact.FILE);
        return Files.isRegularFile(description)
                ? Optional.of(new Teacher(
                        ContractJson.readKept(Files.readAllBytes(description), TeacherArtifact.class), folder))
                : Optional.empty();
    }

    private static boolean isIntact(Teacher teacher) throws IOException {
        boolean intact = Files.isRegularFile(teacher.networkFile())
                && FileDigest.of(teacher.networkFile())
                        .equals(teacher.artifact().sha256());
        if (!intact) {
            LOG.warnf("%s is not the file it was when it was kept, so it is not used", teacher.networkFile());
        }
        return intact;
    }
}
