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
import dev.limbeck.benchmarks.measure.Took;
import dev.limbeck.benchmarks.measure.WarmUp;
import dev.limbeck.benchmarks.replay.InMemoryStudent;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.network.builtin.BuiltinNetworks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Students off one stream, which one teacher has labelled, beside as many pairs of teacher and student that hand over in
 * memory, all at once as well. Everything but the broker is on one core.
 */
public final class FanoutBenchmark implements Benchmark {
    private static final List<Integer> STUDENTS = List.of(1, 2, 4, 8);
    /** One whose inference costs little more than a step of the student, and one whose costs much more. */
    private static final List<String> TEACHERS = List.of("cnn-32x128", "resnet-20x16");

    private static final String STUDENT = "cnn-8";
    private static final int BATCH_SIZE = 64;
    private static final int LABELLING = 64;
    private static final int WARM_UP_STUDENTS = 3;
    private static final Duration PACE = Duration.ofSeconds(1);
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

    private record Case(String teacher, int students) {
        String label() {
            return teacher + ", " + students + " students";
        }

        Generation run(String name) {
            return BenchRun.ofStudents(name, students, "builtin:" + STUDENT, BATCH_SIZE, LABELLING);
        }
    }

    @Override
    public List<Result> run(Settings settings, Consumer<String> progress) throws Exception {
        var results = new ArrayList<Result>();
        try (var bed = TestBed.open(settings.cores())) {
            settings.cores().bindMeasured();
            var warmUp = new Case(TEACHERS.get(0), WARM_UP_STUDENTS);
            WarmUp.untilCompilersAreQuiet(
                    settings.window(),
                    progress,
                    round -> measure(warmUp, warmUp.run("warm-up-" + round), bed, settings.forWarmUp()));
            for (Case one : cases(settings)) {
                Result result = measure(one, one.run("fanout-" + one.teacher() + "-" + one.students()), bed, settings)
                        .with("pinned", settings.cores().describe("teacher and students"));
                progress.accept("%s: %.3f".formatted(result.name(), result.ratio()));
                results.add(result);
            }
        }
        return results;
    }

    private static List<Case> cases(Settings settings) {
        return TEACHERS.stream()
                .flatMap(teacher -> STUDENTS.stream().map(count -> new Case(teacher, count)))
                .filter(one -> settings.wants(one.label()))
                .toList();
    }

    private static Result measure(Case one, Generation run, TestBed bed, Settings settings) throws Exception {
        int count = one.students();
        var spec = run.spec();
        Path teacherFile = bed.folder().resolve("teacher.pt");
        Files.write(teacherFile, BuiltinNetworks.author("builtin:" + one.teacher(), spec.signature(), 1));
        var student = spec.students().get(0);
        var source = new PrefilledTopic(
                bed.kafka(),
                spec.source().topic(),
                index -> RecordCodec.encode(bed.digits().record(index)));
        var repetitions = new ArrayList<Repetition>();
        try (var teacher = bed.runtime().open(teacherFile, spec.signature());
                var learner = InMemoryStudent.open(bed.runtime(), run, student, bed.digits(), bed.folder());
                var untrained = bed.runtime().open(InMemoryStudent.file(bed.folder(), student), spec.signature());
                var pairs = ColocatedPairs.open(bed, run, teacherFile)) {
            var labeller = new InMemoryTeacher(teacher, bed.digits(), LABELLING);
            var onlooker = new InMemoryTeacher(untrained, bed.digits(), LABELLING);
            double labelling = Pace.of(() -> labeller.label(1), PACE) / LABELLING;
            double training = Pace.of(() -> learner.train(1), PACE) / BATCH_SIZE;
            double looking = Pace.of(() -> onlooker.label(1), PACE) / LABELLING;
            double window = settings.window().toNanos() / 1e9;
            int batches = (int) Math.max(1, window / count / (labelling + training) / BATCH_SIZE);
            long records = Math.max(4L * LABELLING, Math.round(2 * window / (labelling + count * training)));
            for (int i = 1; i <= settings.repetitions(); i++) {
                var generation = new Generation(run.run(), i);
                TopicProvisioning.provide(bed.kafka(), generation);
                source.ensure(i * records);
                Took each = pairs.learn(batches).times(1.0 / batches / BATCH_SIZE);
                long learnt = Math.round(TRAINED * records);
                Took shared = new SharedStream(bed.kafka(), generation, bed.studentParts(), teacher).run(learnt);
                repetitions.add(new Repetition(each.times((double) learnt), shared));
            }
            return Result.of(one.label(), Spread.of(repetitions, Repetition::ratio), Result.RATIO)
                    .with(
                            "processorTimeRatio",
                            Spread.of(repetitions, Repetition::processorRatio).median())
                    .with("teachersForwardByStudents", labelling / looking)
                    .with("teachersForwardByStep", labelling / training);
        }
    }

    /** What as many pairs take, and what one teacher and the students off its stream do. */
    private record Repetition(Took pairs, Took shared) {
        double ratio() {
            return pairs.seconds() / shared.seconds();
        }

        double processorRatio() {
            return pairs.processorSeconds() / shared.processorSeconds();
        }
    }
}
