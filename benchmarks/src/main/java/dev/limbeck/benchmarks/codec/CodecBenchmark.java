package dev.limbeck.benchmarks.codec;

import dev.limbeck.benchmarks.Benchmark;
import dev.limbeck.benchmarks.Settings;
import dev.limbeck.benchmarks.measure.Result;
import dev.limbeck.contract.record.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Bytes and nanoseconds of one example, by JMH in a JVM of its own. */
public final class CodecBenchmark implements Benchmark {
    private static final int WARM_UPS = 3;

    @Override
    public String name() {
        return "codec";
    }

    @Override
    public String description() {
        return "bytes of an example, nanoseconds to encode and to decode it, MB/s of both after one another";
    }

    @Override
    public List<Result> run(Settings settings, Consumer<String> progress) throws Exception {
        settings.cores().bindMeasured(); // JMH's process inherits it
        var options = new OptionsBuilder()
                .include(CodecWork.class.getName())
                .forks(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(TimeValue.milliseconds(settings.window().toMillis()))
                .measurementIterations(settings.repetitions())
                .measurementTime(TimeValue.milliseconds(settings.window().toMillis()))
                .jvmArgs("-XX:+UseSerialGC", "-Xmx512m")
                .verbosity(VerboseMode.SILENT)
                .build();
        var runs = new Runner(options).run();
        var results = new ArrayList<Result>();
        for (ElementType type : List.of(ElementType.U8, ElementType.F32)) {
            double bytes = CodecWork.of(type).messageBytes();
            Result encode = nanos(runs, "encode", type);
            Result decode = nanos(runs, "decode", type);
            results.add(new Result(type + " message", bytes, bytes, bytes, "bytes"));
            results.add(encode);
            results.add(decode);
            results.add(megabytesPerSecond(type, bytes, encode, decode));
        }
        return results.stream().filter(result -> settings.wants(result.name())).toList();
    }

    private static Result megabytesPerSecond(ElementType type, double bytes, Result encode, Result decode) {
        return new Result(
                type + " end to end",
                1000 * bytes / (encode.ratio() + decode.ratio()),
                1000 * bytes / (encode.max() + decode.max()),
                1000 * bytes / (encode.min() + decode.min()),
                "MB/s");
    }

    private static Result nanos(Iterable<RunResult> runs, String method, ElementType type) {
        for (RunResult run : runs) {
            var parameters = run.getParams();
            if (parameters.getBenchmark().endsWith("." + method)
                    && parameters.getParam("elementType").equals(type.name())) {
                var times = run.getPrimaryResult().getStatistics();
                return new Result(
                        type + " " + method, times.getPercentile(50), times.getMin(), times.getMax(), "ns/example");
            }
        }
        throw new IllegalStateException("JMH did not measure " + method + " of " + type);
    }
}
