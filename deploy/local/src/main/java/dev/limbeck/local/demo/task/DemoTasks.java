package dev.limbeck.local.demo.task;

import static java.util.stream.Collectors.joining;

import dev.limbeck.local.demo.DemoTask;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All that can be demonstrated: what the command offers, completes and explains follows from here. */
public final class DemoTasks {
    private static final List<DemoTask> ALL =
            List.of(new Digits(), new Mnist(), new Housing(), new TwoDigits(), new Clicks());

    private DemoTasks() {}

    /** The one that is taken when nobody says which. */
    public static DemoTask first() {
        return ALL.get(0);
    }

    public static List<String> names() {
        return ALL.stream().map(DemoTask::word).toList();
    }

    public static Optional<DemoTask> named(String name) {
        return ALL.stream().filter(task -> task.word().equals(name)).findFirst();
    }

    /**
     * The same with traffic that changes midway.
     *
     * @throws IllegalArgumentException when there is no such one
     */
    public static DemoTask drifting(DemoTask task) {
        return task.drifting()
                .orElseThrow(() -> new IllegalArgumentException("--drift is given with --dataset %s; allowed with %s"
                        .formatted(task.word(), those(one -> one.drifting().isPresent()))));
    }

    /**
     * Where the files are that somebody else made.
     *
     * @param given by the user for this task
     * @param root a folder with a folder for each task, where the user has one
     * @throws IllegalArgumentException when a folder is given and all is made here, or a file is missing
     */
    public static Optional<Path> brought(DemoTask task, Optional<Path> given, Optional<Path> root) {
        if (task.files().isEmpty()) {
            given.ifPresent(folder -> {
                throw new IllegalArgumentException("--data is %s, but the data of %s is made here; allowed with %s"
                        .formatted(folder, task.word(), those(one -> one.files().isPresent())));
            });
            return Optional.empty();
        }
        var brought = given.or(() -> root.map(all -> all.resolve(task.word()))).map(Path::toAbsolutePath);
        task.requireFiles(brought);
        return brought;
    }

    /** What each is, for help: its name on the first line of several. */
    public static List<String> lines() {
        return ALL.stream().flatMap(DemoTasks::lines).toList();
    }

    private static Stream<String> lines(DemoTask task) {
        return Stream.concat(
                Stream.of("  %-12s%s".formatted(task.word(), task.about())),
                Stream.of(
                                Optional.of(amount(task)),
                                task.drifting().map(one -> "with --drift: " + amount(one)),
                                task.files().map(files -> "--data: " + files))
                        .flatMap(Optional::stream)
                        .map("              "::concat));
    }

    private static String amount(DemoTask task) {
        return String.format(Locale.ROOT, "%,d records, %,.0f a second", task.records(), task.rate());
    }

    private static String those(Predicate<DemoTask> condition) {
        return ALL.stream().filter(condition).map(DemoTask::word).collect(joining(", "));
    }
}
