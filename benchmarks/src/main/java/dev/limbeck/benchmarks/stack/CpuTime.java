package dev.limbeck.benchmarks.stack;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Seconds of processor time that each part of the loop has taken so far. */
record CpuTime(Map<String, Double> seconds) {
    static final String BROKER = "broker";

    static CpuTime now(MeasuredStack stack) {
        var seconds = new TreeMap<String, Double>();
        stack.services().forEach(service -> seconds.put(service.name(), of(service.pid())));
        seconds.put(BROKER, of(stack.brokerPid()));
        return new CpuTime(seconds);
    }

    private static double of(long pid) {
        var process = ProcessHandle.of(pid).orElseThrow();
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
