package dev.limbeck.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Where everything stands under the root of the artifact store. All services of a run see the same root.
 *
 * @param roots where files may stand that runs bring; the store itself is among them
 */
public record StoreLayout(Path root, ArtifactRoots roots) {
    /** File name of a network inside an artifact's folder. */
    public static final String NETWORK = "network.pt";

    public StoreLayout {
        var folders = new ArrayList<>(roots.folders());
        folders.add(root);
        roots = new ArtifactRoots(folders);
    }

    /** Of runs that bring nothing from elsewhere. */
    public StoreLayout(Path root) {
        this(root, new ArtifactRoots(List.of()));
    }

    /** A trained teacher: {@value #NETWORK} with its metadata inside. */
    public Path teacher(String run, String version) {
        return teachers(run).resolve(version);
    }

    public Path teachers(String run) {
        return run(run).resolve("teacher");
    }

    /** The network a student starts from, named by its digest: written once, never changed. */
    public Path network(String sha256) {
        return root.resolve("networks").resolve(sha256 + ".pt");
    }

    /**
     * The same, for whoever is about to run it.
     *
     * @throws DamagedFileException when what stands there is not what its name says
     */
    public Path intactNetwork(String sha256) {
        return FileDigest.require(network(sha256), sha256);
    }

    /**
     * A trained teacher's network, for whoever is about to run it.
     *
     * @throws DamagedFileException when it is not the one that was published
     */
    public Path intactTeacher(String run, String version, String sha256) {
        return FileDigest.require(teacher(run, version).resolve(NETWORK), sha256);
    }

    public Path checkpoints(String run, int generation, String student) {
        return root.resolve("checkpoints")
                .resolve(run)
                .resolve("g" + generation)
                .resolve(student);
    }

    /** The newest generation that has checkpoints of the student. */
    public OptionalInt newestGeneration(String run, String student) throws IOException {
        Path folder = root.resolve("checkpoints").resolve(run);
        if (!Files.isDirectory(folder)) {
            return OptionalInt.empty();
        }
        try (Stream<Path> generations = Files.list(folder)) {
            return generations
                    .filter(generation -> Files.isDirectory(generation.resolve(student)))
                    .map(generation -> generation.getFileName().toString())
                    .filter(name -> name.matches("g[1-9][0-9]{0,8}"))
                    .mapToInt(name -> Integer.parseInt(name.substring(1)))
                    .max();
        }
    }

    /** A promoted student as a portable artifact. */
    public Path promoted(String run, int generation, String student, String checkpointId) {
        return run(run).resolve("promoted").resolve("g" + generation + "-" + student + "-" + checkpointId);
    }

    /** Whether the champion link points at this checkpoint's artifact. */
    public boolean isChampion(String run, int generation, String student, String checkpointId) {
        try {
            Path champion = champion(run).toRealPath();
            Path promoted = promoted(run, generation, student, checkpointId);
            return Files.exists(promoted) && promoted.toRealPath().equals(champion);
        } catch (IOException noChampion) {
            return false;
        }
    }

    /** A run's newest evaluation reports, whole. */
    public Path evaluations(String run) {
        return root.resolve("evaluations").resolve(run);
    }

    /** A link to the newest promoted student: moved in one step, so a reader never sees half of one. */
    public Path champion(String run) {
        return run(run).resolve("champion");
    }

    private Path run(String run) {
        return root.resolve("artifacts").resolve(run);
    }
}
