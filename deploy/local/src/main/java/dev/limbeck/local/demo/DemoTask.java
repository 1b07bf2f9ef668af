package dev.limbeck.local.demo;

import dev.limbeck.dataset.IdxDirectory;
import dev.limbeck.dataset.Part;
import dev.limbeck.local.digits.DigitDataset;
import dev.limbeck.local.digits.DigitGenerator;
import dev.limbeck.local.digits.DigitStyle;
import dev.limbeck.local.traffic.DigitTraffic;
import dev.limbeck.local.traffic.DriftingTraffic;
import dev.limbeck.local.traffic.SetTraffic;
import dev.limbeck.local.traffic.Traffic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** What a demonstration distils. Each is a run spec, a labelled data set for the teacher, and traffic. */
public enum DemoTask {
    /** Digits drawn here, as many as one likes. */
    digits("digits", 30_000, 1_000) {
        private static final long SEED = 1;
        private static final int TRAIN = 12_000;
        private static final int TEST = 5_000;

        @Override
        Path provideDataset(Path folder, Optional<Path> given, Consumer<String> announcements) throws IOException {
            return drawn(
                    folder.resolve(word()),
                    given,
                    new DigitDataset(SEED, List.of(DigitStyle.standard()), TRAIN, TEST),
                    announcements);
        }

        @Override
        public Traffic traffic(Path dataset) {
            return new DigitTraffic(new DigitGenerator(SEED, DigitStyle.standard()));
        }
    },

    /** Digits with hard labels, that another population draws from one record on. */
    drift("digits-drift", 45_000, 1_000) {
        private static final long SEED = 2;
        private static final int TRAIN = 16_000;
        private static final int TEST = 4_000;
        private static final long CHANGE = 16_000;

        @Override
        Path provideDataset(Path folder, Optional<Path> given, Consumer<String> announcements) throws IOException {
            return drawn(
                    folder.resolve(word()),
                    given,
                    new DigitDataset(SEED, List.of(DigitStyle.standard(), DigitStyle.drifted()), TRAIN, TEST),
                    announcements);
        }

        @Override
        public Traffic traffic(Path dataset) {
            return new DriftingTraffic(
                    new DigitGenerator(SEED, DigitStyle.standard()),
                    new DigitGenerator(SEED, DigitStyle.drifted()),
                    CHANGE);
        }

        @Override
        public OptionalLong change() {
            return OptionalLong.of(CHANGE);
        }
    },

    /** LeCun's handwritten digits. */
    mnist("mnist", 60_000, 2_000) {
        private static final long ORDER = 1;

        @Override
        Path provideDataset(Path folder, Optional<Path> given, Consumer<String> announcements)
                throws IOException, InterruptedException {
            var named = given.or(
                    () -> Optional.ofNullable(System.getenv("LIMBECK_DATA")).map(root -> Path.of(root, word())));
            if (named.isPresent()) {
                return named.get().toAbsolutePath();
            }
            Path cache = folder.resolve(word());
            new MnistFiles().provideIn(cache, announcements);
            return cache;
        }

        @Override
        public Traffic traffic(Path dataset) {
            return new SetTraffic(word(), new IdxDirectory(dataset).read(Part.TRAIN), ORDER);
        }
    };

    private static final String DATASET = "${dataset}";

    private final String word;
    private final long records;
    private final double rate;

    DemoTask(String word, long records, double rate) {
        this.word = word;
        this.records = records;
        this.rate = rate;
    }

    /** Name of its run, of its data set's folder, and of the file with its declaration. */
    public String word() {
        return word;
    }

    /** Index of the first record that is not as those before; empty where all are alike. */
    public OptionalLong change() {
        return OptionalLong.empty();
    }

    private static Path drawn(Path own, Optional<Path> given, DigitDataset digits, Consumer<String> announcements)
            throws IOException {
        given.ifPresent(path -> {
            throw new IllegalArgumentException("--data is " + path + ", but digits are drawn; allowed with mnist");
        });
        if (!Files.exists(own)) {
            announcements.accept("drawing %,d labelled digits for the teacher, %,d to be judged on"
                    .formatted(digits.train(), digits.test()));
            // Under another name until it is whole: Ctrl-C may come in between.
            Path unfinished = own.resolveSibling(own.getFileName() + ".new");
            digits.writeTo(unfinished);
            Files.move(unfinished, own, StandardCopyOption.ATOMIC_MOVE);
        }
        return own;
    }

    /** How many records the demonstration streams, unless told otherwise. */
    public long records() {
        return records;
    }

    /** Records a second, unless told otherwise. */
    public double rate() {
        return rate;
    }

    /**
     * Sees to it that the labelled data set is there.
     *
     * @param folder where data sets are kept from one demonstration to the next
     * @param given a folder that has it already
     * @return the folder that has it
     */
    abstract Path provideDataset(Path folder, Optional<Path> given, Consumer<String> announcements)
            throws IOException, InterruptedException;

    /** @param dataset what {@link #provideDataset} gave */
    public abstract Traffic traffic(Path dataset);

    /** The run spec, YAML. */
    String runSpec(Path dataset) {
        try (var in = DemoTask.class.getResourceAsStream(word + ".yaml")) {
            // In single quotes YAML takes a path as it is, but for a quote in it.
            String path = "'" + dataset.toString().replace("'", "''") + "'";
            return new String(Objects.requireNonNull(in, word).readAllBytes(), StandardCharsets.UTF_8)
                    .replace(DATASET, path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
