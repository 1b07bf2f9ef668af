package dev.limbeck.local.demo.task;

import dev.limbeck.local.demo.DemoTask;
import dev.limbeck.local.digits.DigitGenerator;
import dev.limbeck.local.digits.DigitPairDataset;
import dev.limbeck.local.digits.DigitPairs;
import dev.limbeck.local.digits.DigitStyle;
import dev.limbeck.local.traffic.ExampleTraffic;
import dev.limbeck.local.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Several labels at once: which digits occur in a picture of two. */
final class TwoDigits implements DemoTask {
    private static final long SEED = 3;
    private static final DigitPairDataset DATASET = new DigitPairDataset(SEED, 12_000, 4_000);

    @Override
    public String word() {
        return "two-digits";
    }

    @Override
    public String about() {
        return "two digits in one picture, drawn here";
    }

    @Override
    public long records() {
        return 30_000;
    }

    @Override
    public double rate() {
        return 500;
    }

    @Override
    public Path provideDataset(Path folder, Optional<Path> brought, Consumer<String> announcements) throws IOException {
        return new MadeOnce(folder.resolve(word())).by(unfinished -> {
            announcements.accept("drawing %,d labelled pairs of digits for the teacher, %,d to be judged on"
                    .formatted(DATASET.train(), DATASET.test()));
            DATASET.writeTo(unfinished);
        });
    }

    @Override
    public Traffic traffic(Path dataset) {
        var pairs = new DigitPairs(new DigitGenerator(SEED, DigitStyle.standard()));
        return new ExampleTraffic("pair", pairs::pair, false);
    }
}
