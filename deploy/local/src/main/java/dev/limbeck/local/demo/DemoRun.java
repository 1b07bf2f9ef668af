package dev.limbeck.local.demo;

import dev.limbeck.contract.artifact.AtomicFiles;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.local.stack.LocalHome;
import dev.limbeck.local.stack.RunPreparation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** A task's run on this machine: its data set, and its spec as a file that every service reads. */
public final class DemoRun implements RunPreparation {
    private final DemoTask task;
    private final LocalHome home;
    private final Optional<Path> givenData;
    private final Consumer<String> announcements;
    private Path dataset = Path.of("");

    /** @param givenData folder with the data set, where the user has it */
    public DemoRun(DemoTask task, LocalHome home, Optional<Path> givenData, Consumer<String> announcements) {
        this.task = task;
        this.home = home;
        this.givenData = givenData;
        this.announcements = announcements;
    }

    @Override
    public Path prepare() throws IOException, InterruptedException {
        dataset = task.provideDataset(home.datasets(), givenData, announcements);
        String spec = task.runSpec(dataset);
        RunSpecReader.read(spec);
        AtomicFiles.writeFile(specFile(), spec.getBytes(StandardCharsets.UTF_8));
        return specFile();
    }

    private Path specFile() {
        return home.data().resolve(task.name() + ".yaml");
    }

    DemoTask task() {
        return task;
    }

    /** Known once it is prepared. */
    Path dataset() {
        return dataset;
    }

    /** Known once it is prepared. */
    DistillationRun declaration() {
        return RunSpecReader.read(specFile());
    }
}
