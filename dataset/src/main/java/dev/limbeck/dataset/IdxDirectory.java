package dev.limbeck.dataset;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A directory in MNIST's layout: per {@link Part} one IDX file of images and one of labels, plain or with
 * {@code .gz}. Where both exist the compressed one counts, for that is what {@link #write} leaves.
 *
 * @param root the directory; it need not exist before the first write
 */
public record IdxDirectory(Path root) {

    public IdxDirectory {
        requireNonNull(root, "root");
    }

    /**
     * Reads one part. Nothing is allocated that the file on disk could not fill.
     *
     * @return images of shape {@code [1, rows, columns]}, values 0 to 255, with their labels
     * @throws UnreadableDatasetException if a file is missing, damaged or not IDX, or the two files disagree
     */
    public LabelledSet read(Part part) {
        var imagesFile = existing(part.imagesName());
        var labelsFile = existing(part.labelsName());
        var images = IdxFile.readImages(imagesFile);
        byte[] labels = IdxFile.readLabels(labelsFile);
        if (images.count() != labels.length) {
            throw new UnreadableDatasetException("%s holds %d labels; allowed: %d, as many as %s has images"
                    .formatted(labelsFile, labels.length, images.count(), imagesFile.getFileName()));
        }
        return LabelledSet.takeOwnershipOf(List.of(1, images.rows(), images.columns()), images.takePixels(), labels);
    }

    /**
     * Replaces one part by compressed files. Readers see the old pair, the new pair or, if this is interrupted at
     * the worst moment, a missing labels file: never images with the labels of others.
     *
     * @param examples a set of shape {@code [1, rows, columns]}
     * @throws IllegalArgumentException if the shape is another
     * @throws UncheckedIOException if the disk refuses
     */
    public void write(Part part, LabelledSet examples) {
        var shape = examples.exampleShape();
        if (shape.size() != 3 || shape.get(0) != 1) {
            throw new IllegalArgumentException("exampleShape is %s; allowed: [1, rows, columns]".formatted(shape));
        }
        try {
            Files.createDirectories(root);
            try (var images = PendingFile.beside(compressed(part.imagesName()));
                    var labels = PendingFile.beside(compressed(part.labelsName()))) {
                images.fill(out -> IdxFile.writeImages(out, examples));
                labels.fill(out -> IdxFile.writeLabels(out, examples));
                Files.deleteIfExists(compressed(part.labelsName()));
                Files.deleteIfExists(plain(part.labelsName()));
                Files.deleteIfExists(plain(part.imagesName()));
                images.publish();
                labels.publish();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the %s part to %s".formatted(part, root), e);
        }
    }

    private Path existing(String name) {
        for (var candidate : List.of(compressed(name), plain(name))) {
            if (Files.isRegularFile(candidate)) {
                return candidate;
            }
        }
        throw new UnreadableDatasetException(
                "%s is missing; allowed: that file, or the same with .gz".formatted(plain(name)));
    }

    private Path plain(String name) {
        return root.resolve(name);
    }

    private Path compressed(String name) {
        return root.resolve(name + ".gz");
    }
}
