package dev.limbeck.local.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.codec.Decoded;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.local.security.RawRequest;
import dev.limbeck.network.builtin.BuiltinNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a platform team does with runs, on the services as they are deployed. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RunsIT {
    private static final int AT_ONCE = 20;
    private static final long RECORDS_EACH = 400;

    @TempDir
    private static Path folder;

    private static @Nullable LiveStack started;

    private final LiveStack stack = Objects.requireNonNull(started);

    @BeforeAll
    static void start() throws InterruptedException {
        started = new LiveStack(Path.of("target", "runs-it"));
    }

    @AfterAll
    static void stop() {
        if (started != null) {
            started.close();
        }
    }

    @Test
    void noServiceListensToAPageOfAnotherSite() throws Exception {
        for (var service : stack.services()) {
            // When
            String rebound = RawRequest.answer(service.port(), "GET /status HTTP/1.1", "Host: evil.example:8080");
            String health =
                    RawRequest.answer(service.healthPort(), "GET /q/health/live HTTP/1.1", "Host: evil.example");
            String forged = RawRequest.answer(
                    service.port(), "POST /resume HTTP/1.1", "Host: 127.0.0.1", "Origin: http://evil.example");
            String own = RawRequest.answer(service.healthPort(), "GET /q/health/ready HTTP/1.1", "Host: localhost");
            // Then
            assertThat(rebound).as(service.name()).startsWith("HTTP/1.1 421 ").contains("evil.example:8080");
            assertThat(health).as(service.name()).startsWith("HTTP/1.1 421 ");
            assertThat(forged)
                    .as(service.name())
                    .startsWith("HTTP/1.1 403 ")
                    .contains("urn:limbeck:problem:cross-site");
            assertThat(own).as(service.name()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aPersonDecidesOnCandidatesFromTheCommandLine() throws Exception {
        // Given
        var run = new TinyRun("judged", 1, "{metric: agreement, approval: manual}", "{}");
        stack.apply(run.yaml(run.teacher(folder, 1), "v1"));
        stack.awaitPhase("judged", RunPhase.DISTILLING);
        try (var stream = stack.stream(run, 150)) {
            var first = awaitWaiting(Optional.empty());
            // When
            var approved = stack.command("approve", "judged", first.digest(), "--reason", "it will do");
            // Then
            assertThat(approved).contains("AWAITING_APPROVAL → PROMOTING").contains("It is approved: it will do");
            assertServed(first.digest());
            // When
            var second = awaitWaiting(Optional.of(first));
            var rejected = stack.command("reject", "judged", second.digest(), "--reason", "not by so little");
            // Then
            assertThat(rejected).contains("AWAITING_APPROVAL → REJECTED").contains("not by so little");
            assertServed(first.digest());
            // When
            var third = awaitWaiting(Optional.of(first));
            stack.command("approve", "judged", third.digest());
            // Then
            assertServed(third.digest());
            // When
            var rolledBack = stack.command("rollback", "judged", "--reason", "it misreads sevens");
            // Then
            assertThat(rolledBack)
                    .contains("no other is promoted until it is unpinned")
                    .contains("it misreads sevens");
            assertServed(first.digest());
            assertThat(stack.command("describe", "judged")).contains("until limbeck unpin: it misreads sevens");
            // When
            var held = stack.awaitRun(
                    "judged", state -> state.candidates().stream().anyMatch(one -> one.reason()
                            .filter(why -> why.startsWith("It is held: The champion is pinned"))
                            .isPresent()));
            // Then
            assertThat(held.champion()).contains(first.digest());
            assertThat(stack.command("pin", "judged", third.digest(), "--for", "2h"))
                    .contains("no other is promoted until 2");
            assertServed(third.digest());
            assertThat(stack.command("unpin", "judged")).contains("pinned no longer");
            assertThat(stack.run("judged").champions())
                    .extracting(Champion::checkpointDigest)
                    .containsExactly(first.digest(), third.digest());
        }
        stack.command("cancel", "judged");
    }

    /** The newest that was found better than the champion, and waits. */
    private Candidate awaitWaiting(Optional<Candidate> champion) {
        return newestWaiting(
                        stack.awaitRun("judged", state -> newestWaiting(state, champion)
                                .isPresent()),
                        champion)
                .orElseThrow();
    }

    private static Optional<Candidate> newestWaiting(RunState state, Optional<Candidate> champion) {
        return state.candidates().stream()
                .filter(one -> one.phase() == Candidate.Phase.AWAITING_APPROVAL)
                .filter(one -> one.report()
                        .filter(report -> report.champion()
                                .map(score -> score.checkpointId())
                                .equals(champion.map(other -> other.checkpoint().checkpointId())))
                        .isPresent())
                .reduce((older, newer) -> newer);
    }

    private void assertServed(String digest) throws IOException {
        var state = stack.awaitRun("judged", one -> one.champion().equals(Optional.of(digest)));
        assertThat(stack.served("judged"))
                .contains(stack.artifact(state.currentChampion().orElseThrow()));
    }

    @Test
    void aNewTeacherGoesOnAtARecordedOffsetWhileTheChampionServes() throws Exception {
        // Given
        var run = new TinyRun("taught", 2, "{metric: agreement}", "{}");
        stack.apply(run.yaml(run.teacher(folder, 1), "v1"));
        stack.awaitPhase("taught", RunPhase.DISTILLING);
        Champion served;
        EvaluationReport judged;
        try (var stream = stack.stream(run, 150)) {
            stack.awaitRun("taught", state -> state.champion().isPresent());
            var anew = Files.writeString(folder.resolve("anew.yaml"), run.yaml(run.teacher(folder, 2), "v2"));
            // When
            stack.command("apply", "-f", anew.toString(), "--wait");
            served = stack.run("taught").currentChampion().orElseThrow();
            // Then
            judged = firstReportOfGenerationTwo(served);
            stack.awaitRun("taught", RunsIT::hasDecidedOnGenerationTwo);
        }
        assertThat(served.generation()).isEqualTo(1);
        assertThat(judged.teacher().checkpointId()).isEqualTo("v2");
        assertThat(judged.champion()).hasValueSatisfying(champion -> assertThat(champion.checkpointId())
                .isEqualTo(served.checkpointId()));
        // And
        stack.command("drain", "taught");
        var end = stack.awaitPhase("taught", RunPhase.COMPLETED);
        var from = end.generations().stream()
                .filter(one -> one.number() == 2)
                .findFirst()
                .orElseThrow()
                .labelledFrom();
        assertThat(from).containsOnlyKeys(0, 1);
        assertThat(from.values()).allMatch(offset -> offset > 0);
        assertThat(labelled(run, 1, "v1")).containsExactlyInAnyOrderElementsOf(records(run, from, false));
        assertThat(labelled(run, 2, "v2")).containsExactlyInAnyOrderElementsOf(records(run, from, true));
    }

    /** As long as there is none, the link stays where it was. */
    private EvaluationReport firstReportOfGenerationTwo(Champion champion) throws IOException, InterruptedException {
        while (true) {
            var link = stack.served("taught");
            var first = stack.api().evaluations("taught", 1000).stream()
                    .filter(report -> report.generation() == 2)
                    .min(Comparator.comparing(EvaluationReport::evaluatedAt));
            if (first.isPresent()) {
                return first.get();
            }
            assertThat(link).contains(stack.artifact(champion));
        }
    }

    private static boolean hasDecidedOnGenerationTwo(RunState state) {
        return state.candidates().stream()
                .filter(one -> one.checkpoint().generation() == 2)
                .anyMatch(one -> one.phase() == Candidate.Phase.PROMOTED || one.phase() == Candidate.Phase.REJECTED);
    }

    /** Ids of what the generation's teacher labelled, as often as it did. */
    private List<String> labelled(TinyRun run, int generation, String version) {
        var ids = new ArrayList<String>();
        var versions = new HashSet<String>();
        stack.read(run.topics(generation).examples(), record -> {
            var example = example(record);
            ids.add(example.record().recordId());
            versions.add(example.softTarget().teacherVersion());
        });
        assertThat(versions).containsExactly(version);
        return ids;
    }

    private static DistillationExample example(ConsumerRecord<byte[], byte[]> record) {
        return ((Decoded.Accepted<DistillationExample>) RecordCodec.decodeExample(record.value())).message();
    }

    private Set<String> records(TinyRun run, SortedMap<Integer, Long> from, boolean after) {
        var ids = new HashSet<String>();
        stack.read(run.topic(), record -> {
            if (record.offset() >= from.getOrDefault(record.partition(), 0L) == after) {
                ids.add(LiveStack.id(record));
            }
        });
        return ids;
    }

    @Test
    void twentyRunsAtOnceComplete() throws Exception {
        // Given
        var runs = IntStream.range(0, AT_ONCE)
                .mapToObj(number -> new TinyRun(
                        "many-" + number, 1, "{metric: agreement}", "{afterRecords: %d}".formatted(RECORDS_EACH)))
                .toList();
        var teacher = runs.get(0).teacher(folder, 3);
        long begun = System.nanoTime();
        // When
        for (var run : runs) {
            stack.apply(run.yaml(teacher, "v1"));
        }
        for (var run : runs) {
            stack.awaitRun(run.name(), state -> state.phase().needsTeacher());
            stack.produce(run, 0, RECORDS_EACH, 10_000);
        }
        // Then
        for (var run : runs) {
            var completed = stack.awaitPhase(run.name(), RunPhase.COMPLETED);
            assertThat(completed.champion()).as(run.name()).isPresent();
            assertThat(labelled(run, 1, "v1")).hasSize((int) RECORDS_EACH).doesNotHaveDuplicates();
            assertThat(stack.api().status(run.name()).ledgers().get(TinyRun.STUDENT))
                    .extracting(Ledger::offered)
                    .isEqualTo(RECORDS_EACH);
        }
        System.out.printf("RUNS %d completed in %.1f s%n", AT_ONCE, (System.nanoTime() - begun) / 1e9);
    }

    @Test
    void aRunOfSeveralInputsLearnsFromWhatFitsAndRefusesTheRest() throws Exception {
        // Given
        var run = new TinyRun("visits", 1, "{metric: agreement}", "{afterRecords: %d}".formatted(RECORDS_EACH));
        Path teacher = folder.resolve("visits.pt").toAbsolutePath();
        String yaml = run.yaml(teacher, "v1").replaceFirst("input: .*", Visits.DECLARED);
        Files.write(
                teacher,
                BuiltinNetworks.author(
                        "builtin:mlp-8", RunSpecReader.read(yaml).spec().signature(), 5));
        stack.apply(yaml);
        stack.awaitRun(run.name(), state -> state.phase().needsTeacher());
        // When
        stack.produce(run.topic(), Visits::record, 0, RECORDS_EACH, 10_000);
        // Then
        var completed = stack.awaitPhase(run.name(), RunPhase.COMPLETED);
        assertThat(completed.champion()).isPresent();
        assertThat(stack.api().status(run.name()).ledgers().get(TinyRun.STUDENT))
                .extracting(Ledger::offered)
                .isEqualTo(RECORDS_EACH - RECORDS_EACH / Visits.EVERY);
        assertThat(stack.refused(run))
                .containsExactlyElementsOf(Stream.generate(() -> Visits.REASONS)
                        .flatMap(List::stream)
                        .limit(RECORDS_EACH / Visits.EVERY)
                        .toList());
    }

    @Test
    void theWidestRunThatMayBeDeclaredCompletes() throws Exception {
        // Given
        var width = new TinyRun.Width(100_000, 320, 65_536, 1_000_000);
        var run = new TinyRun("widest", 1, "{metric: agreement}", "{afterRecords: %d}".formatted(RECORDS_EACH), width);
        stack.apply(run.yaml(run.teacher(folder, 4), "v1"));
        stack.awaitRun(run.name(), state -> state.phase().needsTeacher());
        // When
        stack.produce(run, 0, RECORDS_EACH, 10_000);
        // Then
        var completed = stack.awaitPhase(run.name(), RunPhase.COMPLETED);
        assertThat(completed.champion()).isPresent();
        assertThat(stack.api().status(run.name()).ledgers().get(TinyRun.STUDENT))
                .extracting(Ledger::offered)
                .isEqualTo(RECORDS_EACH);
    }
}
