package dev.limbeck.local.runs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.deadletter.DeadLetter;
import dev.limbeck.local.CommittedRecords;
import dev.limbeck.local.LimbeckProcess;
import dev.limbeck.local.api.Orchestrator;
import dev.limbeck.local.api.RefusedException;
import dev.limbeck.local.api.RunDocument;
import dev.limbeck.local.process.LineSink;
import dev.limbeck.local.stack.LocalHome;
import dev.limbeck.local.stack.LocalStack;
import dev.limbeck.local.stack.Patience;
import dev.limbeck.local.stack.RunningStack.RunningService;
import dev.limbeck.local.stack.StackSettings;
import dev.limbeck.local.traffic.Traffic;
import dev.limbeck.local.traffic.TrafficProducer;
import dev.limbeck.store.StoreLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What {@code limbeck up} starts, with a command line beside it. */
final class LiveStack implements AutoCloseable {
    private static final Path REPOSITORY = Path.of("../..");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long COMMAND_SECONDS = 60;

    private final LocalHome home;
    private final LocalStack stack;
    private final KafkaConnection kafka;
    private final Orchestrator api;
    private final List<RunningService> services;

    /** @param directory that keeps the logs of the last time */
    LiveStack(Path directory) throws InterruptedException {
        home = new LocalHome(directory);
        stack = new LocalStack(
                new StackSettings(home, REPOSITORY, 0, true, 1, Patience.DEFAULT),
                System.out::println,
                LineSink.none());
        var running = stack.start();
        kafka = new KafkaConnection(running.bootstrapServers(), "limbeck-runs");
        api = new Orchestrator(running.requireServer());
        services = running.services();
    }

    List<RunningService> services() {
        return services;
    }

    Orchestrator api() {
        return api;
    }

    StoreLayout store() {
        return new StoreLayout(home.store());
    }

    void apply(String yaml) throws InterruptedException {
        api.apply(RunDocument.read(yaml, home.directory()));
    }

    /** @return what the command said */
    String command(String... arguments) throws IOException, InterruptedException {
        var command = LimbeckProcess.start(home.directory(), arguments);
        assertThat(command.await(COMMAND_SECONDS)).as(command.err()).isZero();
        return command.out();
    }

    RunState run(String name) {
        try {
            return api.run(name);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    RunState awaitRun(String name, Predicate<RunState> condition) {
        return await(name)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsInstanceOf(RefusedException.class) // not known yet
                .until(() -> run(name), condition);
    }

    RunState awaitPhase(String name, RunPhase phase) {
        return awaitRun(name, state -> state.phase() == phase);
    }

    /** Where the link points that the champion is served by. */
    Optional<Path> served(String run) throws IOException {
        Path link = store().champion(run);
        return link.toFile().exists() ? Optional.of(link.toRealPath()) : Optional.empty();
    }

    Path artifact(Champion champion) throws IOException {
        return store().root().resolve(champion.location()).toRealPath();
    }

    void produce(TinyRun run, long from, long to, double perSecond) throws InterruptedException {
        produce(run.topic(), TinyRun::record, from, to, perSecond);
    }

    void produce(String topic, Traffic traffic, long from, long to, double perSecond) throws InterruptedException {
        new TrafficProducer(kafka, topic, traffic, Clock.systemUTC()).send(from, to, perSecond);
    }

    /** Records without end, until it is closed. The topic must exist. */
    Stream stream(TinyRun run, double perSecond) {
        return stream(run.topic(), TinyRun::record, 0, perSecond);
    }

    /** The same of other traffic. */
    Stream stream(String topic, Traffic traffic, long from, double perSecond) {
        return new Stream(() -> produce(topic, traffic, from, Long.MAX_VALUE, perSecond));
    }

    void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        CommittedRecords.read(kafka, topic, each);
    }

    /** Why records of a run became dead letters, in their order. */
    List<RejectionReason> refused(TinyRun run) {
        var reasons = new ArrayList<RejectionReason>();
        read(
                run.topics(1).deadLetters(),
                record -> reasons.add(
                        DeadLetter.read(record).orElseThrow().rejection().reason()));
        return reasons;
    }

    static String id(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), UTF_8);
    }

    /** Records that come while something else is done. */
    static final class Stream implements AutoCloseable {
        private final Thread thread;

        private interface Sending {
            void send() throws InterruptedException;
        }

        private Stream(Sending sending) {
            thread = new Thread(
                    () -> {
                        try {
                            sending.send();
                        } catch (InterruptedException closed) {
                            // That is how it ends.
                        }
                    },
                    "traffic");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() throws InterruptedException {
            assertThat(thread.isAlive()).as("records still come").isTrue();
            thread.interrupt();
            thread.join();
        }
    }

    @Override
    public void close() {
        stack.close();
    }
}
