package dev.limbeck.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.local.api.RunDocument;
import dev.limbeck.local.stack.LocalHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A task's run on this machine: its data set, and its declaration. */
public final class DemoRun {
    private final DemoTask task;
    private final LocalHome home;
    private final Optional<Path> brought;
    private final Consumer<String> announcements;

    /** @param brought folder with the files that somebody else made, where the user has it */
    public DemoRun(DemoTask task, LocalHome home, Optional<Path> brought, Consumer<String> announcements) {
        this.task = task;
        this.home = home;
        this.brought = brought;
        this.announcements = announcements;
    }

    /** Index of the first record that is not as those before. */
    OptionalLong change() {
        return task.change();
    }

    /** Sees to it that the data set is there, once the home is this launcher's alone. */
    Prepared prepare() throws IOException, InterruptedException {
        Path dataset = task.provideDataset(home.datasets(), brought, announcements);
        return new Prepared(task, dataset, task.runSpec(dataset));
    }

    /**
     * A run that can be declared.
     *
     * @param yaml its declaration as a person would have written it
     */
    record Prepared(DemoTask task, Path dataset, String yaml) {
        DistillationRun declaration() {
            return RunSpecReader.read(yaml);
        }

        JsonNode document() {
            return RunDocument.read(yaml, Path.of(""));
        }
    }
}
