package dev.limbeck.local.demo.task;

import dev.limbeck.local.demo.DemoTask;
import dev.limbeck.local.housing.HousingDataset;
import dev.limbeck.local.housing.HousingFile;
import dev.limbeck.local.traffic.SetTraffic;
import dev.limbeck.local.traffic.Traffic;
import dev.limbeck.store.FileDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** A number from numbers and a category: what houses cost in the districts of California. */
final class Housing implements DemoTask {
    private static final long ORDER = 1;
    private static final int DIGITS_OF_DIGEST = 12;

    @Override
    public String word() {
        return "housing";
    }

    @Override
    public String about() {
        return "prices of houses in California in 1990";
    }

    @Override
    public long records() {
        return 60_000;
    }

    @Override
    public double rate() {
        return 2_000;
    }

    @Override
    public Optional<String> files() {
        return Optional.of(HousingFile.NAME);
    }

    @Override
    public void requireFiles(Optional<Path> brought) {
        if (brought.filter(folder -> Files.isRegularFile(folder.resolve(HousingFile.NAME)))
                .isEmpty()) {
            throw new IllegalArgumentException(
                    "%s%s is missing; it is in https://github.com/ageron/handson-ml2 under datasets/housing: name its folder with --data, or put it into %s in the folder that LIMBECK_DATA names"
                            .formatted(brought.map(folder -> folder + "/").orElse(""), HousingFile.NAME, word()));
        }
    }

    @Override
    public Path provideDataset(Path folder, Optional<Path> brought, Consumer<String> announcements) throws IOException {
        requireFiles(brought);
        Path csv = brought.orElseThrow().resolve(HousingFile.NAME);
        // Another file is another set.
        String name = word() + "-" + FileDigest.of(csv).substring(0, DIGITS_OF_DIGEST);
        return new MadeOnce(folder.resolve(name)).by(unfinished -> {
            announcements.accept("converting " + csv);
            new HousingDataset(unfinished).write(new HousingFile(csv));
        });
    }

    @Override
    public Traffic traffic(Path dataset) {
        return new SetTraffic(word(), new HousingDataset(dataset).streamed(), ORDER);
    }
}
