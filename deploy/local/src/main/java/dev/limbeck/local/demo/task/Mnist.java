package dev.limbeck.local.demo.task;

import dev.limbeck.dataset.IdxDirectory;
import dev.limbeck.dataset.Part;
import dev.limbeck.local.demo.DemoTask;
import dev.limbeck.local.traffic.SetTraffic;
import dev.limbeck.local.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** LeCun's handwritten digits. */
final class Mnist implements DemoTask {
    private static final long ORDER = 1;

    @Override
    public String word() {
        return "mnist";
    }

    @Override
    public String about() {
        return "LeCun's handwritten digits";
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
        return Optional.of("the four IDX files, which are else downloaded once");
    }

    @Override
    public Path provideDataset(Path folder, Optional<Path> brought, Consumer<String> announcements)
            throws IOException, InterruptedException {
        if (brought.isPresent()) {
            return brought.get();
        }
        Path cache = folder.resolve(word());
        new MnistFiles().provideIn(cache, announcements);
        return cache;
    }

    @Override
    public Traffic traffic(Path dataset) {
        return new SetTraffic(word(), new IdxDirectory(dataset).read(Part.TRAIN), ORDER);
    }
}
