package dev.limbeck.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.checkpoint.StepLogEntry.BatchComposed;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.contract.status.StudentStatus;
import dev.limbeck.contract.status.TeacherStatus;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.local.chaos.KillSchedule.Victim;
import dev.limbeck.local.ledger.Coverage;
import dev.limbeck.local.ledger.RunLedger;
import dev.limbeck.local.ledger.StudentLedger;
import dev.limbeck.network.torchscript.TorchScriptArchive;
import dev.limbeck.store.AtomicFiles;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
    private static final int PER_SECOND = 400;
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(90);
    private static final Duration QUIET_WITHIN = Duration.ofMinutes(4);
    private static final Duration LONGER_THAN_A_SESSION = Duration.ofSeconds(8);
    private static final Duration LONGER_THAN_A_TRANSACTION = KafkaConnection.TRANSACTION_TIMEOUT.plusSeconds(4);

    private static final Duration RECOVERED_WITHIN =
            Duration.ofSeconds(Integer.getInteger("limbeck.chaos.recovery.seconds", 60));

    @TempDir
    Path home;

    @Test
    void killedAtAnyMomentNothingIsLostDoubledOrAltered() throws Exception {
        // Given
        long seed = Long.getLong("limbeck.chaos.seed", System.nanoTime() & 0xFFFF_FFFFL);
        int kills = Integer.getInteger("limbeck.chaos.kills", 5);
        long records = Long.getLong("limbeck.chaos.records", 10_000);
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
            awaitQuiet(stack, records);
            System.out.println("CHAOS quiet; ended by themselves: " + stack.failures());
            // Then
            assertEveryRecordLabelledOnce(stack, records);
            assertAccounted(stack, records);
            assertDerivable(stack);
            assertOneChampionBackedByItsEvaluation(stack);
            assertHistoryHasNoGap(stack);
        }
    }

    @Test
    void aStudentThatIsKilledOrSleepsGoesOnAndDoublesNothingWhetherAnotherTookOverOrNot() throws Exception {
        // Given
        try (var stack = ChaosStack.start(home, "student")) {
            awaitTraining(stack);
            var streaming = stack.stream(PER_SECOND / 2);
            awaitStep(stack, Instant.EPOCH, 10);
            // When
            var recovered = killStudent(stack);
            sleepWhileNobodyTakesOver(stack);
            sleepWhileAnotherTakesOver(stack);
            long records = streaming.end();
            awaitQuiet(stack, records);
            System.out.println("CHAOS ended by themselves: " + stack.failures());
            // Then
            assertThat(recovered).isLessThan(RECOVERED_WITHIN);
            assertEveryRecordLabelledOnce(stack, records);
            assertAccounted(stack, records);
            assertDerivable(stack);
        }
    }

    /** @return how long until it takes a step that its log did not have */
    private static Duration killStudent(ChaosStack stack) throws InterruptedException {
        stack.process(Victim.STUDENT).kill();
        long killed = System.nanoTime();
        var kill = Instant.now();
        awaitStep(stack, kill, lastLoggedStep(stack) + 1);
        var recovered = Duration.ofNanos(System.nanoTime() - killed);
        System.out.println("RECOVERY seconds: %.1f".formatted(recovered.toMillis() / 1e3));
        return recovered;
    }

    private static void sleepWhileNobodyTakesOver(ChaosStack stack) throws Exception {
        var sleeper = stack.process(Victim.STUDENT);
        sleeper.signal("STOP");
        Thread.sleep(LONGER_THAN_A_TRANSACTION.toMillis());
        sleeper.signal("CONT");
        awaitStep(stack, Instant.now(), lastLoggedStep(stack) + 1);
    }

    private static void sleepWhileAnotherTakesOver(ChaosStack stack) throws Exception {
        var sleeper = stack.process(Victim.STUDENT);
        sleeper.signal("STOP");
        long slept = System.nanoTime();
        var asleep = Instant.now();
        stack.startSecondStudent();
        awaitStep(stack, asleep, lastLoggedStep(stack) + 5);
        Thread.sleep(Math.max(
                0, LONGER_THAN_A_SESSION.minusNanos(System.nanoTime() - slept).toMillis()));
        sleeper.signal("CONT");
    }

    private static void awaitTraining(ChaosStack stack) {
        await().atMost(STARTED_WITHIN).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            assertThat(stack.parts().stream().flatMap(part -> part.teacher().stream()))
                    .anyMatch(teacher -> teacher.phase() == TeacherStatus.Phase.LABELLING);
            assertThat(stack.parts().stream().flatMap(part -> part.student().stream()))
                    .extracting(StudentStatus::name)
                    .contains(STUDENT);
        });
    }

    /** @param after the moment from which what is said counts */
    private static void awaitStep(ChaosStack stack, Instant after, long step) {
        await().atMost(STARTED_WITHIN).pollInterval(Duration.ofMillis(100)).until(() -> stack.studentStatus(
                        STUDENT, after)
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

    /** All are labelled, learnt, saved and decided on. */
    private static void awaitQuiet(ChaosStack stack, long records) {
        await().atMost(QUIET_WITHIN).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            assertThat(stack.parts().stream().flatMap(part -> part.teacher().stream()))
                    .isNotEmpty()
                    .allSatisfy(teacher -> {
                        assertThat(teacher.phase()).isEqualTo(TeacherStatus.Phase.LABELLING);
                        assertThat(teacher.lag()).isZero();
                    });
            var candidates = stack.api().run(stack.run().name()).candidates();
            assertThat(candidates).allMatch(ChaosIT::isDecided);
            for (StudentSpec spec : stack.run().spec().students()) {
                var student = stack.studentStatus(spec.name(), Instant.EPOCH)
                        .orElseThrow(() -> new AssertionError("nothing is said of " + spec.name()));
                assertThat(student.phase()).isEqualTo(StudentStatus.Phase.TRAINING);
                assertThat(student.lag()).as("lag of %s", student.name()).isZero();
                assertThat(student.unsavedSteps())
                        .as("unsaved steps of %s", student.name())
                        .isZero();
                assertThat(candidates.stream()
                                .map(Candidate::checkpoint)
                                .filter(checkpoint -> checkpoint.student().equals(student.name()))
                                .map(CheckpointAnnounced::checkpointId))
                        .as("decided of %s", student.name())
                        .contains(student.checkpointId().orElse("none"));
                if (student.name().equals(STUDENT)) {
                    assertThat(student.ledger().offered() + deadLettered(stack)).isGreaterThanOrEqualTo(records);
                }
            }
        });
    }

    private static boolean isDecided(Candidate candidate) {
        return candidate.phase() == Candidate.Phase.PROMOTED || candidate.phase() == Candidate.Phase.REJECTED;
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
            assertThat(ledger.source().problems()).as("the source topic").isEmpty();
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
            Path folder =
                    stack.store().checkpoints(stack.run().name(), stack.run().number(), student.name());
            CheckpointFolder newest = CheckpointFolder.newestFirst(folder).get(0);
            assertThat(newest.defect()).isEmpty();
            // When
            String report = stack.auditFromTheBeginning(student.name(), newest.checkpointId());
            // Then
            System.out.println("CHAOS audit: " + report.replaceAll("\\s+", " "));
            assertThat(report).contains("\"CONFIRMED\"").contains("\"the beginning\"");
        }
    }

    private static void assertOneChampionBackedByItsEvaluation(ChaosStack stack)
            throws IOException, InterruptedException {
        Path champion = stack.store().champion(stack.run().name());
        try (Stream<Path> entries = Files.list(champion.getParent())) {
            assertThat(entries.filter(Files::isSymbolicLink).filter(link -> !AtomicFiles.isTemporary(link)))
                    .containsExactly(champion);
        }
        var network = TorchScriptArchive.read(champion.resolve(StoreLayout.NETWORK));
        assertThat(network.tensorValues()).isNotEmpty();
        var metadata = ContractJson.read(network.extra(ArtifactMetadata.ENTRY).orElseThrow(), ArtifactMetadata.class);
        String digest = metadata.provenance().getOrDefault("checkpointDigest", "none");
        var evaluated = new ArrayList<String>();
        stack.read(
                RunTopics.EVALUATIONS,
                record -> evaluated.add(ContractJson.read(record.value(), EvaluationReport.class)
                        .checkpointDigest()));
        var state = stack.api().run(stack.run().name());
        var last = state.currentChampion().orElseThrow();
        assertThat(digest).as("the link points at the run's champion").isEqualTo(last.checkpointDigest());
        assertThat(evaluated).as("the champion was measured").contains(digest);
        assertThat(champion.toRealPath())
                .isEqualTo(stack.store().root().toRealPath().resolve(last.location()));
        System.out.println("CHAOS champion %s, one of %d promotions"
                .formatted(last.checkpointId(), state.champions().size()));
    }

    private static void assertHistoryHasNoGap(ChaosStack stack) throws InterruptedException {
        var history = stack.api().history(stack.run().name());
        assertThat(history)
                .extracting(RunHistoryEntry::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, history.size()).boxed().toList());
        assertThat(stack.api().run(stack.run().name()).sequence()).isGreaterThanOrEqualTo(history.size());
    }
}
