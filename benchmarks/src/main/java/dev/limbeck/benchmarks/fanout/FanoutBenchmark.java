package dev.limbeck.benchmarks.fanout;

import dev.limbeck.benchmarks.Benchmark;
import dev.limbeck.benchmarks.Settings;
import dev.limbeck.benchmarks.feed.BenchRun;
import dev.limbeck.benchmarks.feed.PrefilledTopic;
import dev.limbeck.benchmarks.feed.TestBed;
import dev.limbeck.benchmarks.label.InMemoryTeacher;
import dev.limbeck.benchmarks.measure.Pace;
import dev.limbeck.benchmarks.measure.Result;
import dev.limbeck.benchmarks.measure.Spread;
import dev.limbeck.benchmarks.replay.InMemoryStudent;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.network.builtin.BuiltinNetworks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Students off one stream, which one teacher has labelled, beside as many pairs of teacher and student that hand over in
 * memory. Everything but the broker is on one core.
 */
public final class FanoutBenchmark implements Benchmark {
    private static final List<Integer> STUDENTS = List.of(1, 2, 4, 8);
    private static final String TEACHER = "cnn-32x128";
    private static final String STUDENT = "cnn-8";
    private static final int BATCH_SIZE = 64;
    private static final int LABELLING = 256;
    /** As a share of the records: some are held out. */
    private static final double TRAINED = 0.9;

    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public String description() {
        return "time of 1, 2, 4, 8 pairs of teacher and student in memory, by that of one teacher and the students";
    }

    @Override
    public List<Result> run(Settings settings, Consumer<String> progress) throws Exception {
        var results = new ArrayList<Result>();
        try (var bed = TestBed.open(settings.cores())) {
            settings.cores().bindMeasured();
            Path teacher = bed.folder().resolve("teacher.pt");
            Files.write(
                    teacher,
                    BuiltinNetworks.author("builtin:" + TEACHER, run(1).spec().input(), 1));
            for (int count : STUDENTS) {
                if (settings.wants(count + " students")) {
                    Result result = measure(count, bed, teacher, settings);
                    progress.accept("%s: %.3f".formatted(result.name(), result.ratio()));
                    results.add(result);
                }
            }
        }
        return results;
    }

    private static Generation run(int students) {
        return BenchRun.ofStudents(students, "builtin:" + STUDENT, BATCH_SIZE, LABELLING);
    }

    private static Result measure(int count, TestBed bed, Path teacherFile, Settings settings) throws Exception {
        var first = run(count);
        var spec = first.spec();
        var ratios = new ArrayList<Double>();
        var shares = new ArrayList<Double>();
        var source = new PrefilledTopic(
                bed.kafka(),
                spec.source().topic(),
                index -> RecordCodec.encode(bed.digits().record(index)));
        long sent = 0;
        try (var teacher = bed.runtime().open(teacherFile, spec.input());
                var student = InMemoryStudent.open(
                        bed.runtime(), first, spec.students().get(0), bed.digits(), bed.folder())) {
            var labelled = new InMemoryTeacher(teacher, bed.digits(), LABELLING);
            for (int i = 1; i <= settings.repetitions(); i++) {
                double labelling = Pace.of(() -> labelled.label(1), settings.window()) / LABELLING;
                double training = Pace.of(() -> student.train(1), settings.window()) / BATCH_SIZE;
                shares.add(labelling / (labelling + training));
                long records = records(settings, labelling + count * training);
                var generation = new Generation(first.run(), i);
                TopicProvisioning.provide(bed.kafka(), generation);
                sent += records;
                source.ensure(sent);
                double shared = new SharedStream(bed.kafka(), generation, bed.studentParts(), teacher)
                        .run(Math.round(TRAINED * records));
                ratios.add(count * TRAINED * records * (labelling + training) / shared);
            }
        }
        return Result.of(count + " students", Spread.of(ratios), Result.RATIO)
                .with("teachersShareOfAPair", Spread.of(shares).median())
                .with("pinned", settings.cores().describe("teacher and students"));
    }

    /** For three windows, about: the beginning, when the students have nothing to do, has to count little. */
    private static long records(Settings settings, double secondsEach) {
        return Math.max(4L * LABELLING, Math.round(3 * settings.window().toNanos() / 1e9 / secondsEach));
    }
}
