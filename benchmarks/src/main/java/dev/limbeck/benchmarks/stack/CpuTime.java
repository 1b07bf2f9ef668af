package dev.limbeck.benchmarks.stack;

import dev.limbeck.local.stack.RunningStack.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Seconds of processor time that each part of the loop has taken so far; the broker's process is this one. */
record CpuTime(Map<String, Double> seconds) {
    static final String BROKER = "broker";

    static CpuTime now(List<RunningService> services) {
        var seconds = new TreeMap<String, Double>();
        services.forEach(service ->
                seconds.put(service.name(), of(ProcessHandle.of(service.pid()).orElseThrow())));
        seconds.put(BROKER, of(ProcessHandle.current()));
        return new CpuTime(seconds);
    }

    private static double of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    CpuTime since(CpuTime before) {
        var spent = new TreeMap<String, Double>();
        seconds.forEach((name, total) -> spent.put(name, total - before.seconds.getOrDefault(name, 0.0)));
        return new CpuTime(spent);
    }

    double total() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
