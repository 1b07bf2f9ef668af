package dev.limbeck.dataset;

import static java.util.Objects.requireNonNull;

import dev.limbeck.contract.signature.Signature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A directory in MNIST's layout: per {@link Part} one IDX file of images and one of labels, plain or with {@code .gz}.
 *
 * @param root the directory; it need not exist before the first write
 */
public record IdxDirectory(Path root) implements SetDirectory {

    public IdxDirectory {
        requireNonNull(root, "root");
    }

    /**
     * Reads one part. Nothing is allocated that the file on disk could not fill.
     *
     * @return images of shape {@code [1, rows, columns]}, values 0 to 255, with their labels
     * @throws UnreadableDatasetException if a file is missing, damaged or not IDX, or the two files disagree
     */
    public LabelledImages read(Part part) {
        var imagesFile = images(part).existing();
        var labelsFile = labels(part).existing();
        var images = IdxFile.readImages(imagesFile);
        byte[] labels = IdxFile.readLabels(labelsFile);
        if (images.count() != labels.length) {
            throw new UnreadableDatasetException("%s holds %d labels; allowed: %d, as many as %s has images"
                    .formatted(labelsFile, labels.length, images.count(), imagesFile.getFileName()));
        }
        return LabelledImages.takeOwnershipOf(List.of(1, images.rows(), images.columns()), images.takePixels(), labels);
    }

    @Override
    public LabelledImages read(Part part, Signature declared) {
        var images = read(part);
        new IdxFit(root, images).require(declared);
        return images.named(declared.inputs().firstKey());
    }

    /**
     * Replaces one part by compressed files. Readers see the old pair, the new pair or, if this is interrupted at
     * the worst moment, a missing labels file: never images with the labels of others.
     *
     * @param examples a set of shape {@code [1, rows, columns]}
     * @throws IllegalArgumentException if the shape is another
     * @throws UncheckedIOException if the disk refuses
     */
    public void write(Part part, LabelledImages examples) {
        var shape = examples.exampleShape();
        if (shape.size() != 3 || shape.get(0) != 1) {
            throw new IllegalArgumentException("exampleShape is %s; allowed: [1, rows, columns]".formatted(shape));
        }
        try {
            Files.createDirectories(root);
            try (var images = PendingFile.beside(images(part).compressed());
                    var labels = PendingFile.beside(labels(part).compressed())) {
                images.fill(out -> IdxFile.writeImages(out, examples));
                labels.fill(out -> IdxFile.writeLabels(out, examples));
                Files.deleteIfExists(labels(part).compressed());
                Files.deleteIfExists(labels(part).plain());
                Files.deleteIfExists(images(part).plain());
                images.publish();
                labels.publish();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the %s part to %s".formatted(part, root), e);
        }
    }

    private PartFile images(Part part) {
        return new PartFile(root.resolve(prefix(part) + "-images-idx3-ubyte"));
    }

    private PartFile labels(Part part) {
        return new PartFile(root.resolve(prefix(part) + "-labels-idx1-ubyte"));
    }

    /** MNIST's own word for its test part, whatever the real count. */
    private static String prefix(Part part) {
        return part == Part.TRAIN ? "train" : "t10k";
    }
}
