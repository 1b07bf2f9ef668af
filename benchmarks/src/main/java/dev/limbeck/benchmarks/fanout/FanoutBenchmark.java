package dev.limbeck.benchmarks.fanout;

import dev.limbeck.benchmarks.Benchmark;
import dev.limbeck.benchmarks.Settings;
import dev.limbeck.benchmarks.feed.BenchRun;
import dev.limbeck.benchmarks.feed.DrawnDigits;
import dev.limbeck.benchmarks.feed.PrefilledTopic;
import dev.limbeck.benchmarks.label.InMemoryTeacher;
import dev.limbeck.benchmarks.machine.BrokerProcess;
import dev.limbeck.benchmarks.machine.OneThread;
import dev.limbeck.benchmarks.machine.Scratch;
import dev.limbeck.benchmarks.measure.Pace;
import dev.limbeck.benchmarks.measure.Result;
import dev.limbeck.benchmarks.measure.Spread;
import dev.limbeck.benchmarks.replay.InMemoryStudent;
import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.student.service.StudentParts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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

    private record Stage(
            Settings settings, KafkaConnection kafka, StudentParts parts, DrawnDigits digits, Path teacher) {}

    @Override
    public List<Result> run(Settings settings, Consumer<String> progress) throws Exception {
        var results = new ArrayList<Result>();
        try (var broker = BrokerProcess.start(settings.cores());
                var scratch = new Scratch()) {
            settings.cores().bindMeasured();
            var kafka = new KafkaConnection(broker.bootstrapServers(), "bench");
            TopicProvisioning.provideShared(kafka);
            var digits = new DrawnDigits();
            Path teacher = scratch.folder().resolve("teacher.pt");
            var input = BenchRun.ofStudents(1, "builtin:" + STUDENT, BATCH_SIZE, LABELLING)
                    .spec()
                    .input();
            Files.write(teacher, BuiltinNetworks.author("builtin:" + TEACHER, input, 1));
            var parts = new StudentParts(
                    new StoreLayout(scratch.folder()),
                    new DjlNetworkRuntime(1),
                    kafka,
                    new OneThread(scratch.folder()),
                    new SimpleMeterRegistry(),
                    Clock.systemUTC());
            var stage = new Stage(settings, kafka, parts, digits, teacher);
            for (int count : STUDENTS) {
                if (settings.wants(count + " students")) {
                    results.add(measure(count, stage, scratch));
                    progress.accept("%d students: %.3f"
                            .formatted(count, results.get(results.size() - 1).ratio()));
                }
            }
        }
        return results;
    }

    private static Result measure(int count, Stage stage, Scratch scratch) throws Exception {
        var runtime = new DjlNetworkRuntime(1);
        var ratios = new ArrayList<Double>();
        var first = BenchRun.ofStudents(count, "builtin:" + STUDENT, BATCH_SIZE, LABELLING);
        double teacherShare = 0;
        try (var teacher = runtime.open(stage.teacher(), first.spec().input());
                var student = InMemoryStudent.open(
                        runtime, first, first.spec().students().get(0), stage.digits(), scratch.folder())) {
            var labelled = new InMemoryTeacher(teacher, stage.digits(), LABELLING);
            var source = new PrefilledTopic(
                    stage.kafka(),
                    first.spec().source().topic(),
                    index -> RecordCodec.encode(stage.digits().record(index)));
            long sent = 0;
            for (int i = 1; i <= stage.settings().repetitions(); i++) {
                double teacherSeconds =
                        Pace.of(() -> labelled.label(1), stage.settings().window()) / LABELLING;
                double studentSeconds =
                        Pace.of(() -> student.train(1), stage.settings().window()) / BATCH_SIZE;
                teacherShare = teacherSeconds / (teacherSeconds + studentSeconds);
                long records = records(stage.settings(), teacherSeconds + count * studentSeconds);
                var generation = new Generation(first.run(), i);
                TopicProvisioning.provide(stage.kafka(), generation);
                sent += records;
                source.ensure(sent);
                double shared = new SharedStream(stage.kafka(), generation, stage.parts(), teacher)
                        .run(Math.round(TRAINED * records));
                ratios.add(count * TRAINED * records * (teacherSeconds + studentSeconds) / shared);
            }
        }
        return Result.of(count + " students", Spread.of(ratios), Result.RATIO)
                .with("teacherShareOfPair", teacherShare)
                .with("pinned", stage.settings().cores().describe("teacher and students"));
    }

    /** For three windows, about: the beginning, when the students have nothing to do, has to count little. */
    private static long records(Settings settings, double secondsEach) {
        return Math.max(4L * LABELLING, Math.round(3 * settings.window().toNanos() / 1e9 / secondsEach));
    }
}
