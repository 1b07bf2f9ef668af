package dev.limbeck.benchmarks.stack;

import dev.limbeck.benchmarks.Benchmark;
import dev.limbeck.benchmarks.Settings;
import dev.limbeck.benchmarks.machine.Scratch;
import dev.limbeck.benchmarks.measure.Result;
import dev.limbeck.benchmarks.measure.Spread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** From {@code ./limbeck up} in a built tree to every service being ready, on an empty home. */
public final class StartupBenchmark implements Benchmark {
    @Override
    public String name() {
        return "startup";
    }

    @Override
    public String description() {
        return "seconds from ./limbeck up in a built tree to all services being ready";
    }

    @Override
    public List<Result> run(Settings settings, Consumer<String> progress) throws Exception {
        var seconds = new LinkedHashMap<String, List<Double>>();
        for (int i = 0; i < settings.repetitions(); i++) {
            start(settings).forEach((what, after) -> seconds.computeIfAbsent(what, first -> new ArrayList<>())
                    .add(after));
            progress.accept("%s: %s".formatted(LimbeckUp.ALL_READY, seconds.get(LimbeckUp.ALL_READY)));
        }
        return seconds.entrySet().stream()
                .map(each -> Result.of(each.getKey(), Spread.of(each.getValue()), "s"))
                .toList();
    }

    /** @return seconds after which each was ready, in that order */
    private static Map<String, Double> start(Settings settings) throws IOException {
        try (var scratch = new Scratch();
                var up = LimbeckUp.start(settings.installation(), scratch.folder())) {
            return up.awaitReady();
        }
    }
}
