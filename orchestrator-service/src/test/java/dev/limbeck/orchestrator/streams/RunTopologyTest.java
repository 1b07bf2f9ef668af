package dev.limbeck.orchestrator.streams;

import static dev.limbeck.orchestrator.Examples.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.orchestrator.Examples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTopologyTest {
    @TempDir
    Path directory;

    private final AtomicInteger skipped = new AtomicInteger();
    private TopologyTestDriver driver;
    private TestOutputTopic<String, byte[]> states;
    private TestOutputTopic<String, byte[]> history;
    private TestOutputTopic<String, byte[]> orders;

    @BeforeEach
    void start() {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, RunTopology.APPLICATION_ID);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        // The driver commits after every record; on disk that takes its time.
        driver = new TopologyTestDriver(
                RunTopology.build(
                        new SkippedInputs(skipped::incrementAndGet), topic -> topic, Stores::inMemoryKeyValueStore),
                settings,
                NOW);
        states = output(RunTopics.RUN_STATE);
        history = output(RunTopics.RUN_HISTORY);
        orders = output(RunTopics.RUN_ORDERS);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    private TestOutputTopic<String, byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private TestInputTopic<String, byte[]> input(String topic) {
        return driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
    }

    private void apply(String run) {
        command(new RunCommand.Apply("apply-" + run, Examples.run(run), NOW));
    }

    private void command(RunCommand command) {
        input(RunTopics.RUN_COMMANDS).pipeInput(command.run(), ContractJson.write(command));
    }

    private void event(RunEvent event) {
        input(RunTopics.RUN_EVENTS).pipeInput(event.run(), ContractJson.write(event));
    }

    private void checkpoint(String run, String student, long step) {
        var announced = Examples.checkpoint(run, 1, student, step);
        input(RunTopics.CHECKPOINTS).pipeInput(announced.key(), ContractJson.write(announced));
    }

    private List<RunOrder> newOrders() {
        return orders.readKeyValuesToList().stream()
                .map(order -> ContractJson.read(order.value, RunOrder.class))
                .toList();
    }

    private Map<String, RunState> newestStates() {
        var newest = new HashMap<String, RunState>();
        states.readKeyValuesToList()
                .forEach(state -> newest.put(state.key, ContractJson.read(state.value, RunState.class)));
        return newest;
    }

    @Test
    void aCommandComesOutAsStateHistoryAndOrder() {
        // When
        apply("digits");
        // Then
        assertThat(newestStates())
                .extractingByKey("digits")
                .extracting(RunState::phase)
                .isEqualTo(RunPhase.PROVISIONING);
        assertThat(history.readKeyValuesToList())
                .extracting(line -> line.key)
                .containsExactly("digits/0000000000000000001", "digits/0000000000000000002");
        assertThat(newOrders()).extracting(RunOrder::orderId).containsExactly("digits/g1/provision");
    }

    @Test
    void whatCannotBeReadIsCountedAndStopsNobody() {
        // When
        input(RunTopics.RUN_COMMANDS).pipeInput("digits", new byte[] {1, 2, 3});
        input(RunTopics.RUN_COMMANDS).pipeInput("digits", "{\"command\":\"pause\"}".getBytes(UTF_8));
        input(RunTopics.RUN_COMMANDS)
                .pipeInput("another", ContractJson.write(new RunCommand.Drain("d", "digits", NOW)));
        input(RunTopics.RUN_EVENTS).pipeInput("digits", "{\"kind\":\"born\"}".getBytes(UTF_8));
        input(RunTopics.CHECKPOINTS).pipeInput("digits/small", (byte[]) null);
        input(RunTopics.EVALUATIONS).pipeInput("digits/x", "{}".getBytes(UTF_8));
        apply("digits");
        // It can be read, and its run cannot take it.
        input(RunTopics.RUN_COMMANDS).pipeInput("digits", "{\"command\":\"drain\",\"run\":\"digits\"}".getBytes(UTF_8));
        // Then
        assertThat(skipped).hasValue(7);
        assertThat(newestStates())
                .extractingByKey("digits")
                .extracting(RunState::phase)
                .isEqualTo(RunPhase.PROVISIONING);
    }

    @Test
    void anInputThatTheRulesCannotTakeIsPassedOverWithALineOfHistory() {
        // Given
        distilling("digits");
        var states = driver.<String, byte[]>getKeyValueStore(RunTopology.STATES);
        var underOtherRules = (ObjectNode) ContractJson.read(states.get("digits"), JsonNode.class);
        states.put("digits", ContractJson.write(underOtherRules.put("lifecycleVersion", 99)));
        // When
        checkpoint("digits", "small", 1);
        // Then
        assertThat(skipped).hasValue(1);
        assertThat(notes()).anyMatch(note -> note.startsWith("It cannot be worked in and is passed over: "));
        apply("another");
        assertThat(newestStates()).containsKey("another");
    }

    @Test
    void aRunThatOutgrowsWhatARecordCanHaveFailsAndTheOthersGoOn() {
        // Given
        distilling("digits");
        // When
        for (int step = 1; step <= 3; step++) {
            var announced = Examples.checkpoint("digits", 1, "small", step);
            var endless = new CheckpointAnnounced(
                    "digits",
                    1,
                    "small",
                    "x".repeat(3_000_000),
                    step,
                    announced.digest(),
                    "",
                    "",
                    OptionalDouble.empty(),
                    NOW);
            input(RunTopics.CHECKPOINTS).pipeInput(endless.key(), ContractJson.write(endless));
        }
        apply("another");
        // Then
        var state = newestStates();
        assertThat(state).extractingByKey("digits").extracting(RunState::phase).isEqualTo(RunPhase.FAILED);
        assertThat(Objects.requireNonNull(state.get("digits")).note().orElseThrow())
                .startsWith("The run cannot go on: what is kept of it or sent for it has ")
                .endsWith(" bytes, allowed are 8,388,608.");
        assertThat(state).containsKey("another");
        assertThat(skipped).hasValue(1);
    }

    @Test
    void aStateThatCannotBeReadStaysAsItIsAndStopsNobody() {
        // Given
        byte[] ofLater = "{\"schemaVersion\":99}".getBytes(UTF_8);
        driver.<String, byte[]>getKeyValueStore(RunTopology.STATES).put("digits", ofLater);
        // When
        apply("digits");
        apply("another");
        // Then
        assertThat(skipped).hasValue(1);
        assertThat(newestStates()).containsOnlyKeys("another");
        assertThat(driver.<String, byte[]>getKeyValueStore(RunTopology.STATES).get("digits"))
                .isEqualTo(ofLater);
    }

    private void distilling(String run) {
        apply(run);
        answerAll(new LinkedHashSet<>());
        event(new RunEvent.TeacherReady(1, Examples.teacher(run, "v1", OptionalDouble.of(0.95)), NOW));
    }

    private List<String> notes() {
        return history.readKeyValuesToList().stream()
                .map(line ->
                        ContractJson.read(line.value, RunHistoryEntry.class).note())
                .toList();
    }

    @Test
    void aDeadlineComesBackAsAnEventAndTheOrderIsGivenAgain() {
        // Given
        apply("digits");
        newOrders();
        // When
        driver.advanceWallClockTime(Duration.ofSeconds(59));
        // Then
        assertThat(newOrders()).isEmpty();
        // When
        driver.advanceWallClockTime(Duration.ofSeconds(2));
        // Then
        assertThat(newOrders()).containsExactly(new RunOrder.Provision("digits/g1/provision", 2, "digits", 1));
        assertThat(output(RunTopics.RUN_EVENTS).readKeyValuesToList()).hasSize(1);
    }

    @Test
    void aPinIsLiftedWhenItsTimeIsOver() {
        // Given
        apply("digits");
        answerAll(new LinkedHashSet<>());
        event(new RunEvent.TeacherReady(1, Examples.teacher("digits", "v1", OptionalDouble.of(0.98)), NOW));
        checkpoint("digits", "small", 3);
        answerAll(new LinkedHashSet<>());
        var twoHours = new RunCommand.Hold(Optional.of(Duration.ofHours(2)));
        command(new RunCommand.Pin("pin", "digits", Optional.empty(), twoHours, Optional.empty(), NOW));
        assertThat(Objects.requireNonNull(newestStates().get("digits")).pin()).isPresent();
        // When
        driver.advanceWallClockTime(Duration.ofMinutes(119));
        // Then
        assertThat(newestStates()).isEmpty();
        // When
        driver.advanceWallClockTime(Duration.ofMinutes(2));
        // Then
        assertThat(Objects.requireNonNull(newestStates().get("digits")).pin()).isEmpty();
    }

    @Test
    void whatTheWatchSeesComesOutAsStateAndOrder() {
        // Given
        var run = Examples.with(
                Examples.run("digits"),
                "watch: {\"drift\": {\"action\": \"redistil\"}, \"teacher\": {\"action\": \"lower-weight\"}}");
        command(new RunCommand.Apply("apply-digits", run, NOW));
        answerAll(new LinkedHashSet<>());
        event(new RunEvent.TeacherReady(1, Examples.teacher("digits", "v1", OptionalDouble.of(0.98)), NOW));
        checkpoint("digits", "small", 3);
        answerAll(new LinkedHashSet<>());
        // When
        event(new RunEvent.TeacherFellBehind("digits", 1, "v1", 400, 0.98, 0.54, 0.2, NOW));
        event(new RunEvent.DriftDetected(
                "digits",
                1,
                RunEvent.DriftDetected.Signal.INPUT,
                "ADWIN, delta 0.002",
                new TreeMap<>(Map.of(0, 4000L)),
                1000,
                31,
                40,
                NOW));
        // Then
        var state = Objects.requireNonNull(newestStates().get("digits"));
        assertThat(state.currentGeneration().number()).isEqualTo(2);
        assertThat(state.teacherBehind()).isPresent();
        assertThat(state.currentGeneration().adjustment().softTargetWeightFactor())
                .isEqualTo(0.5, within(1e-12));
        assertThat(newOrders()).extracting(RunOrder::orderId).containsExactly("digits/g2/provision");
        assertThat(skipped).hasValue(0);
    }

    @Test
    void twoHundredRunsComplete() {
        // Given
        var ordered = new LinkedHashSet<String>();
        var lines = new HashMap<String, Long>();
        for (int run = 0; run < 200; run++) {
            apply("run-" + run);
        }
        // When
        answerAll(ordered);
        for (int run = 0; run < 200; run++) {
            event(new RunEvent.TeacherReady(1, Examples.teacher("run-" + run, "v1", OptionalDouble.of(0.95)), NOW));
        }
        for (int step = 1; step <= 3; step++) {
            for (int run = 0; run < 200; run++) {
                checkpoint("run-" + run, "small", step);
                checkpoint("run-" + run, "control", step);
            }
            answerAll(ordered);
        }
        for (int run = 0; run < 200; run++) {
            event(new RunEvent.RecordsReached("run-" + run, 1000, NOW));
            event(new RunEvent.SourceDrained("run-" + run, 1, NOW));
            event(new RunEvent.StudentsDrained("run-" + run, 1, NOW));
        }
        // Then
        assertThat(newestStates().values())
                .hasSize(200)
                .allMatch(state -> state.phase() == RunPhase.COMPLETED)
                .allMatch(state -> state.champions().size() == 3);
        for (var record : history.readKeyValuesToList()) {
            var line = ContractJson.read(record.value, RunHistoryEntry.class);
            assertThat(line.sequence()).isEqualTo(lines.merge(line.run(), 1L, Long::sum));
        }
        assertThat(skipped).hasValue(0);
    }

    private void answerAll(Set<String> ordered) {
        for (var waiting = newOrders(); !waiting.isEmpty(); waiting = newOrders()) {
            for (var order : waiting) {
                assertThat(ordered.add(order.orderId() + "#" + order.attempt())).isTrue();
                answer(order);
            }
        }
    }

    private void answer(RunOrder order) {
        if (order instanceof RunOrder.Provision) {
            event(new RunEvent.Provisioned(order.run(), order.orderId(), order.attempt(), NOW));
        } else if (order instanceof RunOrder.Evaluate evaluate) {
            var report = Examples.report(evaluate, 0.5 + evaluate.candidate().step() / 10.0);
            input(RunTopics.EVALUATIONS).pipeInput(order.run() + "/" + order.orderId(), ContractJson.write(report));
        } else if (order instanceof RunOrder.Promote promote) {
            event(new RunEvent.ChampionMoved(
                    order.run(),
                    order.orderId(),
                    order.attempt(),
                    promote.candidate().digest(),
                    "promoted/" + promote.candidate().digest(),
                    NOW));
        }
    }
}
