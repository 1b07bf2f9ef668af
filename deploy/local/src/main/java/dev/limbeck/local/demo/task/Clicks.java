package dev.limbeck.local.demo.task;

import dev.limbeck.local.clicks.ClickDataset;
import dev.limbeck.local.clicks.ClickStream;
import dev.limbeck.local.demo.DemoTask;
import dev.limbeck.local.traffic.ExampleTraffic;
import dev.limbeck.local.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Clicks of people whose tastes turn, with the labels that a shop has of its own: who clicked. */
final class Clicks implements DemoTask {
    private static final long RECORDS = 60_000;
    private static final ClickStream STREAM = new ClickStream(1, 2, 15_000, 45_000);
    private static final ClickDataset DATASET = new ClickDataset(STREAM, RECORDS, 4_000, 1_000);

    @Override
    public String word() {
        return "clicks";
    }

    @Override
    public String about() {
        return "clicks in a shop that is made up, whose users' tastes turn";
    }

    @Override
    public long records() {
        return RECORDS;
    }

    @Override
    public double rate() {
        return 2_000;
    }

    @Override
    public Path provideDataset(Path folder, Optional<Path> brought, Consumer<String> announcements) throws IOException {
        return new MadeOnce(folder.resolve(word())).by(unfinished -> {
            announcements.accept("making up %,d labelled impressions for the teacher, %,d to be judged on"
                    .formatted(DATASET.trainPages() * ClickStream.PAGE, DATASET.testPages() * ClickStream.PAGE));
            DATASET.writeTo(unfinished);
        });
    }

    @Override
    public Traffic traffic(Path dataset) {
        return new ExampleTraffic("click", STREAM::example, true);
    }
}
