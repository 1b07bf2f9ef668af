package dev.limbeck.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.broker.FreePorts;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaAnswers;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.orchestrator.lifecycle.Reduction;
import dev.limbeck.orchestrator.streams.RunTopology;
import dev.limbeck.service.RunStates;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service is killed by kill -9, with runs and candidates in every phase that there is. */
class KilledOrchestratorIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int TAKEOVERS = Integer.getInteger("chaos.takeovers", 2);

    @TempDir
    Path folder;

    private final FreePorts ports = new FreePorts();
    private final List<OrchestratorProcess> processes = new ArrayList<>();
    private final EmbeddedBroker broker = EmbeddedBroker.temporary();
    private final KafkaConnection connection = new KafkaConnection(broker.bootstrapServers(), "killed-it");
    private final RunStates states = new RunStates(connection, state -> {});
    private FakeServices services;

    @BeforeEach
    void start() {
        TopicProvisioning.provideShared(connection);
        services = new FakeServices(connection);
        states.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (var process : processes) {
            process.close();
        }
        services.close();
        states.close();
        broker.close();
    }

    @Test
    void inWhateverPhaseItIsKilledTheRunsGoOn() throws Exception {
        // Given
        var held = List.of("teacher", "distilling", "draining", "paused", "evaluating", "awaiting", "promoting");
        var early = names("early", 6);
        var late = names("late", 6);
        var all = Stream.of(early, late, held).flatMap(List::stream).toList();
        var first = started("a");
        // When: some runs are being provisioned, and others' declarations have just come
        early.forEach(this::declare);
        await().atMost(PATIENCE).until(() -> !states.all().isEmpty());
        Stream.concat(late.stream(), held.stream()).forEach(this::declare);
        first.kill();
        System.out.println("KILLED " + phases());
        // Then
        var second = started("a");
        all.forEach(run -> awaitRun(run, in(RunPhase.TEACHER)));

        // Given
        held.stream().filter(run -> !run.equals("teacher")).forEach(this::distil);
        holdEachInItsPhase();
        // When: what they wait for comes while nobody is there
        second.kill();
        System.out.println("KILLED " + phases());
        goOn();
        // Then
        var third = started("a");
        Stream.of("teacher", "distilling", "paused").forEach(run -> awaitRun(run, in(RunPhase.DISTILLING)));
        awaitRun("draining", RunState::sourceDrained);
        Stream.of("evaluating", "awaiting", "promoting").forEach(this::awaitChampion);

        // When: teachers are being judged
        early.forEach(this::sayTeacherIsReady);
        await().atMost(PATIENCE).until(() -> early.stream().anyMatch(run -> stands(run, in(RunPhase.DISTILLING))));
        late.forEach(this::sayTeacherIsReady);
        third.kill();
        System.out.println("KILLED " + phases());
        // Then
        started("a");
        var distilling = all.stream().filter(run -> !run.equals("draining")).toList();
        distilling.forEach(run -> awaitRun(run, in(RunPhase.DISTILLING)));
        distilling.forEach(run -> services.command(new RunCommand.Drain("drain-" + run, run, Instant.now())));
        all.forEach(run -> awaitRun(run, in(RunPhase.COMPLETED)));
        assertNothingIsMissingDoubledOrAltered();
    }

    private void holdEachInItsPhase() {
        services.record("production.draining", 0);
        services.command(new RunCommand.Drain("drain-draining", "draining", Instant.now()));
        services.command(new RunCommand.Pause("pause", "paused", Optional.empty(), Instant.now()));
        services.hold(order -> order.run().equals("evaluating") || order instanceof RunOrder.Promote);
        Stream.of("evaluating", "awaiting", "promoting")
                .forEach(run -> services.announce(Examples.checkpoint(run, 1, "small", 100)));
        awaitRun("draining", in(RunPhase.DRAINING));
        awaitRun("paused", in(RunPhase.PAUSED));
        awaitRun("evaluating", has(Candidate.Phase.EVALUATING));
        awaitRun("awaiting", has(Candidate.Phase.AWAITING_APPROVAL));
        awaitRun("promoting", has(Candidate.Phase.PROMOTING));
        assertThat(states.of("teacher")).get().matches(in(RunPhase.TEACHER));
        assertThat(states.of("distilling")).get().matches(in(RunPhase.DISTILLING));
        await().atMost(PATIENCE).until(() -> services.orders().stream().anyMatch(RunOrder.Evaluate.class::isInstance));
    }

    private void goOn() {
        sayTeacherIsReady("teacher");
        services.commit(new RunTopics("draining", 1).teacherGroup(), new TopicPartition("production.draining", 0), 1);
        services.command(new RunCommand.Resume("resume", "paused", Instant.now()));
        services.command(
                new RunCommand.Approve("approve", "awaiting", digest("awaiting"), Optional.empty(), Instant.now()));
        services.announce(Examples.checkpoint("distilling", 1, "small", 100));
        services.release();
    }

    @Test
    void twoInstancesThatAreKilledInTurnTakeOverFromEachOther() throws Exception {
        // Given
        var runs = names("shared", 8);
        var one = started("a");
        var other = started("b");
        runs.forEach(this::declare);
        runs.forEach(this::distil);
        assertEachShowsAll(runs, one, other);
        // When
        for (int kill = 1; kill <= TAKEOVERS; kill++) {
            double seconds = secondsToChampions(runs, 100L * kill, one);
            System.out.printf("TAKEOVER seconds: %.1f%n", seconds);
            assertEachShowsAll(runs, other);
            if (kill < TAKEOVERS) {
                var again = started(kill % 2 == 0 ? "b" : "a");
                one = other;
                other = again;
            }
        }
        // Then
        runs.forEach(run -> services.command(new RunCommand.Drain("drain-" + run, run, Instant.now())));
        runs.forEach(run -> awaitRun(run, in(RunPhase.COMPLETED)));
        assertEachShowsAll(runs, other);
        assertNothingIsMissingDoubledOrAltered();
    }

    @Test
    void afterARestInWhichItsOffsetsWereForgottenItTakesNothingTwice() throws Exception {
        // Given
        var runs = names("rested", 4);
        var first = started("a");
        runs.forEach(this::declare);
        runs.forEach(this::distil);
        // Of this, whoever hears it twice says so twice.
        runs.forEach(run ->
                services.event(new RunEvent.RecordsGone(run, 1, "production." + run, 0, 160, 300, 140, Instant.now())));
        await().atMost(PATIENCE).until(() -> runs.stream().allMatch(this::hasSaidWhatIsGone));
        first.kill();
        // When
        forgetOffsets();
        started("a");
        // Then
        runs.forEach(run -> services.command(new RunCommand.Drain("drain-" + run, run, Instant.now())));
        runs.forEach(run -> awaitRun(run, in(RunPhase.COMPLETED)));
        assertNothingIsMissingDoubledOrAltered();
    }

    private boolean hasSaidWhatIsGone(String run) {
        return Committed.historyWithoutGap(connection).getOrDefault(run, List.of()).stream()
                .anyMatch(line -> line.note().contains("140 records"));
    }

    /** The broker takes the killed member for alive until its session has ended. */
    private void forgetOffsets() {
        try (var admin = connection.admin()) {
            await().atMost(PATIENCE)
                    .ignoreException(GroupNotEmptyException.class)
                    .untilAsserted(
                            () -> KafkaAnswers.await(admin.deleteConsumerGroups(List.of(RunTopology.APPLICATION_ID))
                                    .all()));
        }
    }

    /** A checkpoint of each run is announced, and at once the process is killed: how long until all are promoted. */
    private double secondsToChampions(List<String> runs, long step, OrchestratorProcess killed)
            throws InterruptedException {
        runs.forEach(run -> services.announce(Examples.checkpoint(run, 1, "small", step)));
        killed.kill();
        long from = System.nanoTime();
        runs.forEach(run -> {
            var digest = Examples.checkpoint(run, 1, "small", step).digest();
            awaitRun(run, state -> state.champion().equals(Optional.of(digest)));
        });
        return (System.nanoTime() - from) / 1e9;
    }

    /** Whoever moves a run, every instance shows it as it stands. */
    private void assertEachShowsAll(List<String> runs, OrchestratorProcess... instances) {
        for (var instance : instances) {
            for (String run : runs) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(instance.run(run)).isEqualTo(states.of(run)));
            }
        }
    }

    private void assertNothingIsMissingDoubledOrAltered() {
        var orders = Committed.of(connection, RunTopics.RUN_ORDERS, RunOrder.class);
        assertThat(orders).extracting(RunOrder::orderId, RunOrder::attempt).doesNotHaveDuplicates();
        var history = Committed.historyWithoutGap(connection);
        var replayed = LifecycleReplay.of(connection);
        assertThat(replayed).containsOnlyKeys(history.keySet());
        replayed.forEach((run, reductions) -> {
            assertThat(reductions.get(reductions.size() - 1).state()).isEqualTo(states.of(run));
            assertThat(reductions.stream().map(Reduction::history).flatMap(List::stream))
                    .containsExactlyElementsOf(history.get(run));
            assertThat(reductions.stream().map(Reduction::orders).flatMap(List::stream))
                    .containsExactlyInAnyOrderElementsOf(orders.stream()
                            .filter(order -> order.run().equals(run))
                            .toList());
        });
        System.out.printf(
                "REPLAYED %d runs, %d lines, %d orders%n",
                replayed.size(), history.values().stream().mapToInt(List::size).sum(), orders.size());
    }

    private OrchestratorProcess started(String name) throws Exception {
        var process = OrchestratorProcess.start(
                "killed-" + name,
                broker.bootstrapServers(),
                folder.resolve(name),
                ports.any().number());
        processes.add(process);
        await().atMost(PATIENCE)
                .failFast("the service has ended", () -> !process.isAlive())
                .until(process::isReady);
        return process;
    }

    private void declare(String run) {
        var declaration = Examples.declared(run, "v1", "0.9", run.equals("awaiting") ? "manual" : "automatic", "{}");
        services.command(new RunCommand.Apply("apply-" + run, declaration, Instant.now()));
    }

    private void distil(String run) {
        awaitRun(run, in(RunPhase.TEACHER));
        sayTeacherIsReady(run);
        awaitRun(run, in(RunPhase.DISTILLING));
    }

    private void sayTeacherIsReady(String run) {
        services.event(
                new RunEvent.TeacherReady(1, Examples.teacher(run, "v1", OptionalDouble.of(0.95)), Instant.now()));
    }

    private void awaitRun(String run, Predicate<RunState> condition) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(states.of(run)).as(run).get().matches(condition));
    }

    private void awaitChampion(String run) {
        awaitRun(run, state -> state.champion().equals(Optional.of(digest(run))));
    }

    private static String digest(String run) {
        return Examples.checkpoint(run, 1, "small", 100).digest();
    }

    private boolean stands(String run, Predicate<RunState> condition) {
        return states.of(run).filter(condition).isPresent();
    }

    private String phases() {
        return states.all().stream()
                .map(state -> state.run() + " " + state.phase())
                .sorted()
                .toList()
                .toString();
    }

    private static Predicate<RunState> in(RunPhase phase) {
        return state -> state.phase() == phase;
    }

    private static Predicate<RunState> has(Candidate.Phase phase) {
        return state -> state.candidates().stream().anyMatch(one -> one.phase() == phase);
    }

    private static List<String> names(String stem, int count) {
        return IntStream.range(0, count).mapToObj(number -> stem + "-" + number).toList();
    }
}
