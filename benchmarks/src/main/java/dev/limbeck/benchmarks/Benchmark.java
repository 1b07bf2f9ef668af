package dev.limbeck.benchmarks;

import dev.limbeck.benchmarks.measure.Result;
import java.util.List;
import java.util.function.Consumer;

/** Measures one thing. Pins the threads of what it measures, and says so in its results. */
public interface Benchmark {
    /** As it is typed. */
    String name();

    /** One line: what is divided by what. */
    String description();

    /**
     * @param progress told of each case when it is measured, for whoever waits
     * @return one for each case
     */
    List<Result> run(Settings settings, Consumer<String> progress) throws Exception;
}
