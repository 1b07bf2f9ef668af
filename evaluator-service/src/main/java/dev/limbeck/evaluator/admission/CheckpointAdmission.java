package dev.limbeck.evaluator.admission;

import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.run.RunSpec;
import dev.limbeck.evaluator.admission.Objection.Reason;
import dev.limbeck.store.DamagedFileException;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks at what stands in the store before anything of it is used: an announcement alone is only a claim. */
public record CheckpointAdmission(StoreLayout store, RunSpec spec) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /** Why the announcement cannot be true; empty when it can. Later on its names become paths. */
    public Optional<Objection> falsehoodOf(CheckpointAnnounced announced) {
        if (spec.students().stream().noneMatch(student -> student.name().equals(announced.student()))) {
            return objection(Reason.UNKNOWN_STUDENT, "the run has no student " + announced.student());
        }
        var folder = StoreLocation.of(store, announced.location()).map(CheckpointFolder::new);
        if (folder.isEmpty() || !folder.get().checkpointId().equals(announced.checkpointId())) {
            return objection(
                    Reason.MALFORMED,
                    "location %s is not a folder %s in the store"
                            .formatted(announced.location(), announced.checkpointId()));
        }
        if (!DIGEST.matcher(announced.networkDigest()).matches()) {
            return objection(Reason.MALFORMED, "networkDigest " + announced.networkDigest() + " is no SHA-256");
        }
        return Optional.empty();
    }

    /**
     * Why the checkpoint must not be used; empty when it is whole and the one that was announced.
     *
     * @param announced truthfully
     */
    public Optional<Objection> objectionTo(CheckpointAnnounced announced) {
        var folder = folderOf(announced);
        if (folder.isRemoved()) {
            return objection(
                    Reason.MISSING,
                    "%s was removed by its student, which keeps only so many, before it was measured"
                            .formatted(folder.path()));
        }
        if (!Files.isDirectory(folder.path())) {
            return objection(Reason.MISSING, folder.path() + " is not there");
        }
        if (!Files.isRegularFile(store.network(announced.networkDigest()))) {
            return objection(Reason.MISSING, store.network(announced.networkDigest()) + " is not there");
        }
        return networkDefect(announced)
                .or(folder::defect)
                .or(() -> otherThan(announced, folder))
                .flatMap(defect -> objection(Reason.DEFECTIVE, folder.path() + ": " + defect));
    }

    /** Its code is about to be run: that of another network, under this one's name, would be as well. */
    private Optional<String> networkDefect(CheckpointAnnounced announced) {
        try {
            store.intactNetwork(announced.networkDigest());
            return Optional.empty();
        } catch (DamagedFileException damaged) {
            return Optional.of(String.valueOf(damaged.getMessage()));
        }
    }

    /**
     * Where it stands.
     *
     * @param announced truthfully
     */
    public CheckpointFolder folderOf(CheckpointAnnounced announced) {
        Path path = StoreLocation.of(store, announced.location())
                .orElseThrow(() -> new IllegalArgumentException(announced.location() + " is outside of the store"));
        return new CheckpointFolder(path);
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

    private static Optional<Objection> objection(Reason reason, String detail) {
        return Optional.of(new Objection(reason, detail));
    }
}
