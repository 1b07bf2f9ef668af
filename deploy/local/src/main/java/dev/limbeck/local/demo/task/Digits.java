package dev.limbeck.local.demo.task;

import dev.limbeck.local.demo.DemoTask;
import dev.limbeck.local.digits.DigitDataset;
import dev.limbeck.local.digits.DigitGenerator;
import dev.limbeck.local.digits.DigitStyle;
import dev.limbeck.local.traffic.DigitTraffic;
import dev.limbeck.local.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Digits drawn here, as many as one likes. */
final class Digits implements DemoTask {
    private static final long SEED = 1;
    private static final DigitDataset DATASET = new DigitDataset(SEED, List.of(DigitStyle.standard()), 12_000, 5_000);

    @Override
    public String word() {
        return "digits";
    }

    @Override
    public String about() {
        return "digits drawn here";
    }

    @Override
    public long records() {
        return 30_000;
    }

    @Override
    public double rate() {
        return 1_000;
    }

    @Override
    public Optional<DemoTask> drifting() {
        return Optional.of(new DriftingDigits());
    }

    @Override
    public Path provideDataset(Path folder, Optional<Path> brought, Consumer<String> announcements) throws IOException {
        return draw(DATASET, folder.resolve(word()), announcements);
    }

    static Path draw(DigitDataset digits, Path own, Consumer<String> announcements) throws IOException {
        return new MadeOnce(own).by(unfinished -> {
            announcements.accept("drawing %,d labelled digits for the teacher, %,d to be judged on"
                    .formatted(digits.train(), digits.test()));
            digits.writeTo(unfinished);
        });
    }

    @Override
    public Traffic traffic(Path dataset) {
        return new DigitTraffic(new DigitGenerator(SEED, DigitStyle.standard()));
    }
}
