package dev.limbeck.dataset;

import static java.util.Objects.requireNonNull;

import dev.limbeck.contract.signature.Signature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A directory with {@code train.records} and {@code test.records}, plain or with {@code .gz}: production records as they
 * stand on a source topic, one after the other, each with a hard label.
 *
 * @param root the directory; it need not exist before the first write
 */
public record RecordsDirectory(Path root) implements SetDirectory {

    public RecordsDirectory {
        requireNonNull(root, "root");
    }

    @Override
    public LabelledExamples read(Part part, Signature declared) {
        return RecordsFile.read(file(part).existing(), declared::misfit);
    }

    /** One part with whatever inputs and labels its records have; fails as {@link #read(Part, Signature)} does. */
    public LabelledExamples read(Part part) {
        return RecordsFile.read(file(part).existing(), record -> Optional.empty());
    }

    /**
     * Replaces one part by a compressed file. Readers see the old examples or the new ones.
     *
     * @throws UncheckedIOException if the disk refuses
     */
    public void write(Part part, LabelledSet examples) {
        var file = file(part);
        try {
            Files.createDirectories(root);
            try (var pending = PendingFile.beside(file.compressed())) {
                pending.fill(out -> RecordsFile.write(out, name(part), examples));
                pending.publish();
            }
            Files.deleteIfExists(file.plain());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the %s part to %s".formatted(part, root), e);
        }
    }

    private PartFile file(Part part) {
        return new PartFile(root.resolve(name(part) + ".records"));
    }

    private static String name(Part part) {
        return part == Part.TRAIN ? "train" : "test";
    }
}
