package dev.limbeck.student.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.contract.artifact.Arithmetic;
import dev.limbeck.contract.checkpoint.StepLogEntry.BatchComposed;
import dev.limbeck.contract.checkpoint.TrainedWith;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.student.audit.AuditReport.Verdict;
import dev.limbeck.student.checkpoint.StudentCheckpoint;
import dev.limbeck.student.kafka.TestStudent.Ending;
import dev.limbeck.student.kafka.TestStudent.Setup;
import dev.limbeck.student.training.ProtocolPoint;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Students that replay and are adjusted amid their work, derived again by what is durable alone. */
class AuditIT {
    private static final EmbeddedBroker BROKER = EmbeddedBroker.temporary();
    private static final StudentTopics TOPICS = new StudentTopics(BROKER);
    private static final Adjustment LOWERED = new Adjustment(0.3, 1);
    private static final Adjustment FASTER = new Adjustment(0.3, 2.5);

    @TempDir
    Path folder;

    @AfterAll
    static void stopBroker() {
        BROKER.close();
    }

    @Test
    void oneThatReplaysAndIsAdjustedBetweenCrashesIsConfirmedBitForBit() throws Exception {
        // Given
        TOPICS.create("adjusted");
        var student = TestStudent.in(folder.resolve("student"), TOPICS, "adjusted", "small", Setup.REPLAYING);
        student.start();
        produceAndAwait(student, 0, 15);
        student.adjust(LOWERED);
        produceAndAwait(student, 15, 12);
        // What is not durable yet is composed anew, and under what is asked for then.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(student.savedLedger().trained()).isGreaterThan(15L * TestStudent.BATCH));
        student.abandon();
        assertThat(student.replayed()).isPositive();
        // When: it goes on in another life, and is adjusted amid that one, too
        TOPICS.produce("adjusted", 27 * TestStudent.BATCH, 5 * TestStudent.BATCH);
        assertThat(student.runUntil(ProtocolPoint.APPLIED, 3)).isEqualTo(Ending.ABANDONED);
        student.adjust(FASTER);
        student.start();
        produceAndAwait(student, 32, 8);
        student.adjust(Adjustment.NONE);
        produceAndAwait(student, 40, 4);
        student.stop();
        // Then
        assertThat(TOPICS.log("adjusted", "small"))
                .filteredOn(BatchComposed.class::isInstance)
                .extracting(entry -> ((BatchComposed) entry).adjustment())
                .contains(LOWERED, FASTER)
                .startsWith(Adjustment.NONE)
                .endsWith(Adjustment.NONE);
        String newest = student.newestCheckpoint();
        assertThat(student.audit(newest, false).verdict()).isEqualTo(Verdict.CONFIRMED);
        assertThat(student.audit(newest, true).verdict()).isEqualTo(Verdict.CONFIRMED);
        assertThat(TestStudent.in(folder.resolve("empty"), TOPICS, "adjusted", "small", Setup.REPLAYING)
                        .recoverAndDigest())
                .isEqualTo(student.recoverAndDigest());
    }

    @Test
    void oneThatHasOtherWeightsThanItsLineageGivesIsRefuted() throws Exception {
        // Given
        var student = trained("other");
        String newest = student.newestCheckpoint();
        assertThat(student.audit(newest, true).verdict()).isEqualTo(Verdict.CONFIRMED);
        // When
        forge(student);
        // Then
        assertThat(student.audit(newest, true).verdict()).isEqualTo(Verdict.REFUTED);
        assertThat(student.audit(newest, false).verdict()).isEqualTo(Verdict.REFUTED);
    }

    @Test
    void oneOfAnotherDeclarationThanTheOneThatIsGivenIsNeverRefuted() throws Exception {
        // Given
        var student = trained("declared");
        var without = TestStudent.in(folder.resolve("student"), TOPICS, "declared", "small", Setup.TINY);
        // When
        var report = without.audit(student.newestCheckpoint(), true);
        // Then
        assertThat(report.verdict()).isEqualTo(Verdict.UNDECIDABLE);
        assertThat(report.detail())
                .isEqualTo("it was trained under another declaration of the student than the one that is given");
    }

    @Test
    void oneOfAnotherArithmeticIsNeverRefuted() throws Exception {
        // Given
        var student = trained("elsewhere");
        var here = TestStudent.ARITHMETIC;
        var otherCode = new Arithmetic("PyTorch 9", here.library(), "another set", here.processor());
        var otherProcessor = new Arithmetic(here.engine(), here.library(), here.instructionSet(), "another 1/1");
        String newest = student.newestCheckpoint();
        assertThat(student.audit(newest, true, otherProcessor).verdict()).isEqualTo(Verdict.CONFIRMED);
        // When
        forge(student);
        // Then
        assertThat(student.audit(newest, true, otherProcessor).verdict()).isEqualTo(Verdict.UNDECIDABLE);
        var undecidable = student.audit(newest, true, otherCode);
        assertThat(undecidable.verdict()).isEqualTo(Verdict.UNDECIDABLE);
        assertThat(undecidable.detail())
                .isEqualTo("its engine was %s, here it is PyTorch 9; its instruction set was %s, here it is another set"
                        .formatted(here.engine(), here.instructionSet()));
    }

    @Test
    void oneOfAnotherStepProgramIsNeverRefuted() throws Exception {
        // Given
        var student = trained("reprogrammed");
        String newest = student.newestCheckpoint();
        forge(student);
        // When
        student.relate(newest, lineage -> lineage.under(new TrainedWith(TestStudent.ARITHMETIC, "another"), 0));
        // Then
        var report = student.audit(newest, true);
        assertThat(report.verdict()).isEqualTo(Verdict.UNDECIDABLE);
        assertThat(report.detail())
                .isEqualTo("its step program was another, here it is " + TrainedWith.FIRST_STEP_PROGRAM);
    }

    /** One of replays and 20 steps. */
    private TestStudent trained(String run) throws Exception {
        TOPICS.create(run);
        TOPICS.produce(run, 0, 20 * TestStudent.BATCH);
        var student = TestStudent.in(folder.resolve("student"), TOPICS, run, "small", Setup.REPLAYING);
        student.trainTo(20);
        return student;
    }

    /** The newest checkpoint gets the weights of the oldest. */
    private static void forge(TestStudent student) throws Exception {
        var all = student.checkpoints();
        assertThat(all).hasSizeGreaterThan(1);
        var oldest = student.checkpoint(all.get(all.size() - 1));
        student.replace(
                all.get(0),
                newest -> new StudentCheckpoint(newest.state(), oldest.network(), newest.replay(), newest.seen()));
    }

    @Test
    void anAnnouncementSaysTheLossOfTheStepsSinceTheOneBeforeAndSaysItAgain() throws Exception {
        // Given
        TOPICS.create("loss");
        TOPICS.produce("loss", 0, 20 * TestStudent.BATCH);
        var student = TestStudent.in(folder.resolve("student"), TOPICS, "loss", "small", Setup.REPLAYING);
        student.trainTo(20);
        var first = TOPICS.announcements("loss");
        assertThat(first).allSatisfy(one -> assertThat(one.trainingLoss()).isPresent());
        // When
        student.recoverAndDigest();
        // Then
        var again = TOPICS.announcements("loss")
                .subList(first.size(), first.size() + 1)
                .get(0);
        var newest = first.get(first.size() - 1);
        assertThat(again.digest()).isEqualTo(newest.digest());
        assertThat(again.trainingLoss()).isEqualTo(newest.trainingLoss());
    }

    private static void produceAndAwait(TestStudent student, int from, int batches) throws Exception {
        TOPICS.produce("adjusted", from * TestStudent.BATCH, batches * TestStudent.BATCH);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(student.ledger().offered()).isEqualTo((long) (from + batches) * TestStudent.BATCH));
    }
}
