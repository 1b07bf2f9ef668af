package dev.limbeck.local.demo.task;

import dev.limbeck.local.demo.DemoTask;
import dev.limbeck.local.digits.DigitDataset;
import dev.limbeck.local.digits.DigitGenerator;
import dev.limbeck.local.digits.DigitStyle;
import dev.limbeck.local.traffic.DriftingTraffic;
import dev.limbeck.local.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Digits with hard labels, that another population draws from one record on. */
final class DriftingDigits implements DemoTask {
    private static final long SEED = 2;
    private static final long CHANGE = 16_000;
    private static final DigitDataset DATASET =
            new DigitDataset(SEED, List.of(DigitStyle.standard(), DigitStyle.drifted()), 16_000, 4_000);

    @Override
    public String word() {
        return "digits-drift";
    }

    @Override
    public String about() {
        return "digits drawn here, in another style from one record on";
    }

    @Override
    public long records() {
        return 45_000;
    }

    @Override
    public double rate() {
        return 1_000;
    }

    @Override
    public OptionalLong change() {
        return OptionalLong.of(CHANGE);
    }

    @Override
    public Path provideDataset(Path folder, Optional<Path> brought, Consumer<String> announcements) throws IOException {
        return Digits.draw(DATASET, folder.resolve(word()), announcements);
    }

    @Override
    public Traffic traffic(Path dataset) {
        return new DriftingTraffic(
                new DigitGenerator(SEED, DigitStyle.standard()),
                new DigitGenerator(SEED, DigitStyle.drifted()),
                CHANGE);
    }
}
