package dev.limbeck.benchmarks.stack;

import dev.limbeck.benchmarks.Benchmark;
import dev.limbeck.benchmarks.Settings;
import dev.limbeck.benchmarks.machine.Scratch;
import dev.limbeck.benchmarks.measure.Result;
import dev.limbeck.benchmarks.measure.Spread;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** From {@code ./limbeck up} in a built tree to every service being ready, on an empty home. */
public final class StartupBenchmark implements Benchmark {
    private static final String READY = " is ready";
    private static final String ALL = "all" + READY;
    private static final int STOPS_WITHIN_SECONDS = 20;

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
            progress.accept("%s: %s".formatted(ALL, seconds.get(ALL)));
        }
        return seconds.entrySet().stream()
                .map(each -> Result.of(each.getKey(), Spread.of(each.getValue()), "s"))
                .toList();
    }

    /** @return seconds after which each was ready, in that order */
    private static Map<String, Double> start(Settings settings) throws IOException, InterruptedException {
        try (var scratch = new Scratch()) {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(
                            settings.installation().resolve("limbeck").toString(),
                            "up",
                            "--quiet",
                            "--broker-port",
                            "0",
                            "--home",
                            scratch.folder().toString())
                    .redirectError(Redirect.INHERIT)
                    .start();
            try {
                return ready(process.inputReader(StandardCharsets.UTF_8), start);
            } finally {
                process.destroy();
                if (!process.waitFor(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            }
        }
    }

    private static Map<String, Double> ready(BufferedReader lines, long start) throws IOException {
        var ready = new LinkedHashMap<String, Double>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int at = line.indexOf(READY);
            if (at > 0) {
                ready.put(line.substring(0, at) + READY, (System.nanoTime() - start) / 1e9);
                if (line.startsWith(ALL)) {
                    return ready;
                }
            }
        }
        throw new IllegalStateException("limbeck up ended before all was ready; ready were " + ready.keySet());
    }
}
