package dev.limbeck.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.artifact.AtomicFiles;
import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.checkpoint.CheckpointFolder;
import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.checkpoint.StepLogEntry.BatchComposed;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.PromotionDecision.Promote;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.contract.status.TeacherStatus;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.local.chaos.KillSchedule.Victim;
import dev.limbeck.local.ledger.Coverage;
import dev.limbeck.local.ledger.RunLedger;
import dev.limbeck.local.ledger.StudentLedger;
import dev.limbeck.local.stack.ServiceStatuses;
import dev.limbeck.network.torchscript.TorchScriptArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes die at any moment, by kill -9; what is promised holds all the same. See docs/chaos.md. */
class ChaosIT {
    private static final String STUDENT = "small-cnn";
    private static final double PER_SECOND = 400;
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(90);
    private static final Duration QUIET_WITHIN = Duration.ofMinutes(4);
    private static final Duration LONGER_THAN_A_SESSION = Duration.ofSeconds(8);
    private static final Duration LONGER_THAN_A_TRANSACTION = KafkaConnection.TRANSACTION_TIMEOUT.plusSeconds(4);
    private static final int REPLACED = 4;

    @TempDir
    Path home;

    @Test
    void killedAtAnyMomentNothingIsLostDoubledOrAltered() throws Exception {
        // Given
        long seed = Long.getLong("limbeck.chaos.seed", System.nanoTime() & 0xFFFF_FFFFL);
        int kills = Integer.getInteger("limbeck.chaos.kills", 6);
        long records = Long.getLong("limbeck.chaos.records", 12_000);
        System.out.println("CHAOS seed %d: replay with -Dlimbeck.chaos.seed=%d".formatted(seed, seed));
        try (var stack = ChaosStack.start(home, "killed")) {
            awaitTraining(stack);
            // When
            var streaming = stack.stream(records, PER_SECOND);
            for (var kill : KillSchedule.of(seed, kills).kills()) {
                Thread.sleep(kill.after().toMillis());
                stack.process(kill.victim()).kill();
                System.out.println("CHAOS kill -9 %s %d ms later"
                        .formatted(kill.victim(), kill.after().toMillis()));
            }
            streaming.get(10, TimeUnit.MINUTES);
            awaitQuiet(stack, stack.statuses(), records);
            System.out.println("CHAOS quiet; ended by themselves: " + stack.failures());
            // Then
            assertEveryRecordLabelledOnce(stack, records);
            assertAccounted(stack, records);
            assertDerivable(stack);
            assertOneChampionBackedByItsEvaluation(stack);
        }
    }

    @Test
    void aStudentThatSleptWhileAnotherTookOverIsRefused() throws Exception {
        // Given
        long records = 5_000;
        try (var stack = ChaosStack.start(home, "replaced")) {
            awaitTraining(stack);
            var streaming = stack.stream(records, PER_SECOND / 2);
            var sleeper = stack.process(Victim.STUDENT);
            awaitStep(stack, sleeper, 10);
            // When
            sleeper.signal("STOP");
            long slept = System.nanoTime();
            var successor = stack.startSecondStudent();
            awaitStep(stack, successor, lastLoggedStep(stack) + 5);
            Thread.sleep(Math.max(
                    0,
                    LONGER_THAN_A_SESSION.minusNanos(System.nanoTime() - slept).toMillis()));
            var exit = sleeper.exitWithoutRestart();
            sleeper.signal("CONT");
            int exitCode = exit.get(60, TimeUnit.SECONDS);
            // Then
            System.out.println("CHAOS the one that slept ended with code " + exitCode);
            assertThat(exitCode).isEqualTo(REPLACED);
            streaming.get(2, TimeUnit.MINUTES);
            awaitQuiet(
                    stack,
                    stack.statuses(stack.process(Victim.TEACHER), successor, stack.process(Victim.EVALUATOR)),
                    records);
            assertEveryRecordLabelledOnce(stack, records);
            assertAccounted(stack, records);
            assertDerivable(stack);
        }
    }

    @Test
    void aStudentThatSleptForLongWhileNobodyTookOverGoesOnOnceStartedAgain() throws Exception {
        // Given
        long records = 5_000;
        try (var stack = ChaosStack.start(home, "asleep")) {
            awaitTraining(stack);
            var streaming = stack.stream(records, PER_SECOND / 2);
            var sleeper = stack.process(Victim.STUDENT);
            awaitStep(stack, sleeper, 10);
            // When
            sleeper.signal("STOP");
            Thread.sleep(LONGER_THAN_A_TRANSACTION.toMillis());
            sleeper.signal("CONT");
            // Then
            streaming.get(2, TimeUnit.MINUTES);
            awaitQuiet(stack, stack.statuses(), records);
            assertThat(stack.failures()).doesNotContain("student ended by itself with code " + REPLACED);
            assertAccounted(stack, records);
            assertDerivable(stack);
        }
    }

    @Test
    void aKilledStudentSoonTakesANewStep() throws Exception {
        // Given
        try (var stack = ChaosStack.start(home, "recovery")) {
            awaitTraining(stack);
            var streaming = stack.stream(20_000, PER_SECOND);
            var student = stack.process(Victim.STUDENT);
            awaitStep(stack, student, 40);
            // When
            student.kill();
            long killed = System.nanoTime();
            long last = lastLoggedStep(stack);
            awaitStep(stack, student, last + 1);
            // Then
            double seconds = (System.nanoTime() - killed) / 1e9;
            System.out.println("RECOVERY seconds: %.1f".formatted(seconds));
            assertThat(streaming).isNotDone(); // or there might have been nothing to take a step on
            assertThat(seconds).isLessThan(20);
        }
    }

    private static void awaitTraining(ChaosStack stack) {
        await().atMost(STARTED_WITHIN).pollInterval(Duration.ofMillis(200)).until(() -> {
            var statuses = stack.statuses();
            return statuses.teachers().stream().anyMatch(teacher -> teacher.phase() == TeacherStatus.Phase.LABELLING)
                    && statuses.students().isPresent()
                    && statuses.evaluator().isPresent();
        });
    }

    private static void awaitStep(ChaosStack stack, Supervised process, long step) {
        await().atMost(STARTED_WITHIN).pollInterval(Duration.ofMillis(100)).until(() -> stack.studentStatus(
                        process, STUDENT)
                .filter(status -> status.step() >= step)
                .isPresent());
    }

    /** The step after the newest mini-batch that is durable. */
    private static long lastLoggedStep(ChaosStack stack) {
        var last = new AtomicLong();
        stack.read(stack.run().topics().steps(STUDENT), record -> {
            if (ContractJson.read(record.value(), StepLogEntry.class) instanceof BatchComposed entry) {
                last.accumulateAndGet(entry.step() + (entry.examples() > 0 ? 1 : 0), Math::max);
            }
        });
        return last.get();
    }

    /** All are labelled, learnt, saved and judged. */
    private static void awaitQuiet(ChaosStack stack, ServiceStatuses statuses, long records) {
        await().atMost(QUIET_WITHIN).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            assertThat(statuses.teachers()).singleElement().satisfies(teacher -> {
                assertThat(teacher.phase()).isEqualTo(TeacherStatus.Phase.LABELLING);
                assertThat(teacher.lag()).isZero();
            });
            var students = statuses.students().orElseThrow(() -> new AssertionError("no student answers"));
            assertThat(students.students())
                    .hasSize(stack.run().spec().students().size());
            for (StudentStatus student : students.students()) {
                assertThat(student.phase()).isEqualTo(StudentStatus.Phase.TRAINING);
                assertThat(student.lag()).as("lag of %s", student.name()).isZero();
                assertThat(student.unsavedSteps())
                        .as("unsaved steps of %s", student.name())
                        .isZero();
                var judged = statuses.evaluator().stream()
                        .flatMap(evaluator -> evaluator.latest().stream())
                        .filter(score -> score.name().equals(student.name()))
                        .map(Score::checkpointId)
                        .findFirst();
                assertThat(judged).as("judged of %s", student.name()).isEqualTo(student.checkpointId());
                if (student.name().equals(STUDENT)) {
                    assertThat(student.ledger().offered() + deadLettered(stack)).isGreaterThanOrEqualTo(records);
                }
            }
        });
    }

    private static long deadLettered(ChaosStack stack) {
        var count = new AtomicLong();
        stack.read(stack.run().topics().deadLetters(), letter -> count.incrementAndGet());
        return count.get();
    }

    private static void assertEveryRecordLabelledOnce(ChaosStack stack, long records) {
        var times = new TreeMap<String, Integer>();
        LongStream.range(0, records).forEach(index -> times.put("digit-" + index, 0));
        var topics = stack.run().topics();
        for (String topic : List.of(topics.examples(), topics.deadLetters())) {
            stack.read(topic, record -> times.merge(new String(record.key(), UTF_8), 1, Integer::sum));
        }
        var wrong = times.entrySet().stream()
                .filter(record -> record.getValue() != 1)
                .limit(20)
                .toList();
        assertThat(wrong)
                .as("records that are not there exactly once, and how often")
                .isEmpty();
        assertThat(times).hasSize((int) records);
    }

    private static void assertAccounted(ChaosStack stack, long records) throws IOException {
        List<StudentLedger> ledgers;
        try (var ledger = new RunLedger(stack.run(), stack.store(), stack.kafka())) {
            ledgers = ledger.students();
        }
        assertThat(ledgers).hasSize(stack.run().spec().students().size());
        for (StudentLedger student : ledgers) {
            System.out.println("CHAOS %s at %s: %s, offered %d"
                    .formatted(student.student(), student.checkpoint(), student.counted(), student.offered()));
            assertThat(student.problems()).as(student.student()).isEmpty();
            var examples = new AtomicLong();
            stack.read(student.topic(), example -> examples.incrementAndGet());
            assertThat(student.counted().offered()).as(student.student()).isEqualTo(examples.get());
            assertThat(student.partitions().values().stream()
                            .mapToLong(Coverage::waiting)
                            .sum())
                    .as("records in no mini-batch of %s", student.student())
                    .isZero();
            if (student.student().equals(STUDENT)) {
                assertThat(examples.get() + deadLettered(stack)).isEqualTo(records);
            }
        }
    }

    /** As good as a second, undisturbed run over the same step log. */
    private static void assertDerivable(ChaosStack stack) throws IOException, InterruptedException {
        for (var student : stack.run().spec().students()) {
            Path folder = stack.store().checkpoints(stack.run().name(), student.name());
            CheckpointFolder newest = CheckpointFolder.newestFirst(folder).get(0);
            assertThat(newest.defect()).isEmpty();
            // When
            String report = stack.auditFromTheBeginning(student.name(), newest.checkpointId());
            // Then
            System.out.println("CHAOS audit: " + report.replaceAll("\\s+", " "));
            assertThat(report).contains("\"CONFIRMED\"").contains("\"the beginning\"");
        }
    }

    private static void assertOneChampionBackedByItsEvaluation(ChaosStack stack) throws IOException {
        Path champion = stack.store().champion(stack.run().name());
        try (Stream<Path> entries = Files.list(champion.getParent())) {
            assertThat(entries.filter(Files::isSymbolicLink).filter(link -> !AtomicFiles.isTemporary(link)))
                    .containsExactly(champion);
        }
        var network = TorchScriptArchive.read(champion.resolve(StoreLayout.NETWORK));
        assertThat(network.tensorValues()).isNotEmpty();
        var metadata = ContractJson.read(network.extra(ArtifactMetadata.ENTRY).orElseThrow(), ArtifactMetadata.class);
        String digest = metadata.provenance().getOrDefault("checkpointDigest", "none");
        var promotions = new ArrayList<EvaluationReport>();
        stack.read(RunTopics.EVALUATIONS, record -> {
            var report = ContractJson.read(record.value(), EvaluationReport.class);
            if (report.decision() instanceof Promote) {
                promotions.add(report);
            }
        });
        var last = promotions.get(promotions.size() - 1);
        assertThat(last.checkpointDigest())
                .as("the champion is what was promoted last")
                .isEqualTo(digest);
        assertThat(champion.toRealPath().getFileName().toString())
                .isEqualTo("%s-%s"
                        .formatted(last.candidate().name(), last.candidate().checkpointId()));
        System.out.println("CHAOS champion %s, one of %d promotions"
                .formatted(last.candidate().checkpointId(), promotions.size()));
    }
}
