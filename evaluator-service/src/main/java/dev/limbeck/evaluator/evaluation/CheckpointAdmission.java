package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.checkpoint.CheckpointFolder;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.run.RunSpec;
import dev.limbeck.evaluator.evaluation.Outcome.Skipped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks at what stands in the store before anything of it is used: an announcement alone is only a claim. */
record CheckpointAdmission(StoreLayout store, RunSpec spec) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /** Why the announcement cannot be true; empty when it can. Later on its names become paths. */
    Optional<Skipped> falsehoodOf(CheckpointAnnounced announced) {
        if (spec.students().stream().noneMatch(student -> student.name().equals(announced.student()))) {
            return skipped(SkipReason.UNKNOWN_STUDENT, "the run has no student " + announced.student());
        }
        var folder = folderOf(announced);
        if (folder.isEmpty() || !folder.get().checkpointId().equals(announced.checkpointId())) {
            return skipped(
                    SkipReason.MALFORMED,
                    "location %s is not a folder %s in the store"
                            .formatted(announced.location(), announced.checkpointId()));
        }
        if (!DIGEST.matcher(announced.networkDigest()).matches()) {
            return skipped(SkipReason.MALFORMED, "networkDigest " + announced.networkDigest() + " is no SHA-256");
        }
        return Optional.empty();
    }

    /**
     * Why the checkpoint must not be used; empty when it is whole and the one that was announced.
     *
     * @param announced truthfully
     */
    Optional<Skipped> objectionTo(CheckpointAnnounced announced) {
        var folder = folderOf(announced);
        if (!Files.isDirectory(folder.orElseThrow().path())) {
            return skipped(SkipReason.MISSING, folder.orElseThrow().path() + " is not there");
        }
        if (!Files.isRegularFile(store.network(announced.networkDigest()))) {
            return skipped(SkipReason.MISSING, store.network(announced.networkDigest()) + " is not there");
        }
        return folder.orElseThrow()
                .defect()
                .or(() -> otherThan(announced, folder.orElseThrow()))
                .flatMap(defect ->
                        skipped(SkipReason.DEFECTIVE, folder.orElseThrow().path() + ": " + defect));
    }

    /** Where it stands; empty when that is not inside the store. */
    Optional<CheckpointFolder> folderOf(CheckpointAnnounced announced) {
        try {
            Path root = store.root().normalize();
            Path path = root.resolve(announced.location()).normalize();
            return path.startsWith(root) && !path.equals(root)
                    ? Optional.of(new CheckpointFolder(path))
                    : Optional.empty();
        } catch (InvalidPathException impossible) {
            return Optional.empty();
        }
    }

    private static Optional<String> otherThan(CheckpointAnnounced announced, CheckpointFolder folder) {
        try {
            String digest = folder.digest();
            return digest.equals(announced.digest())
                    ? Optional.empty()
                    : Optional.of("its digest is " + digest + ", announced was " + announced.digest());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + folder.path(), unreadable);
        }
    }

    private static Optional<Skipped> skipped(SkipReason reason, String detail) {
        return Optional.of(new Skipped(reason, detail));
    }
}
