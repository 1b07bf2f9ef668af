package dev.limbeck.teacher.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.GenerationRecord;
import dev.limbeck.contract.lifecycle.Observations;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.StateBuilder;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.teacher.Brokers;
import dev.limbeck.teacher.kafka.SourceTraffic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Says how runs stand, in the orchestrator's place. */
final class RunsOnTopic {
    private final Map<String, Generation> said = new HashMap<>();
    private long revision;

    /** Makes the generation's topics, then asks for its teacher. */
    void awaitTeacher(Generation run) throws Exception {
        TopicProvisioning.provideShared(Brokers.connection());
        TopicProvisioning.provide(Brokers.connection(), run);
        say(run, RunPhase.TEACHER, Optional.empty());
    }

    /** Waits for the generation's teacher, and lets it label. */
    TeacherPublished letLabel(Generation run) throws Exception {
        var teacher = teacherOf(run);
        say(run, RunPhase.DISTILLING, Optional.of(teacher));
        return teacher;
    }

    TeacherPublished teacherOf(Generation run) {
        await().atMost(TeacherOnBroker.LONG_ENOUGH)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> ready(run).findFirst().isPresent());
        return ready(run).findFirst().orElseThrow().teacher();
    }

    private static java.util.stream.Stream<RunEvent.TeacherReady> ready(Generation run) {
        return events(run, RunEvent.TeacherReady.class).stream().filter(event -> event.generation() == run.number());
    }

    static <T extends RunEvent> List<T> events(Generation run, Class<T> kind) {
        return SourceTraffic.committed(RunTopics.RUN_EVENTS).stream()
                .filter(record -> new String(record.key(), UTF_8).equals(run.name()))
                .map(record -> ContractJson.read(record.value(), RunEvent.class))
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    void say(Generation run, RunPhase phase, Optional<TeacherPublished> teacher) throws Exception {
        said.put(run.name(), run);
        var generations = IntStream.rangeClosed(1, run.number())
                .mapToObj(number -> new GenerationRecord(
                        number,
                        "declared",
                        run.spec().teacher(),
                        number == run.number() ? teacher : Optional.empty(),
                        new TreeMap<>(),
                        Optional.empty(),
                        Adjustment.NONE,
                        Observations.NONE,
                        Instant.EPOCH))
                .toList();
        var state = StateBuilder.declared(run.run())
                .revision(++revision)
                .sequence(revision)
                .phase(phase)
                .generations(generations)
                .updatedAt(Instant.now())
                .build();
        try (var producer = Brokers.connection().producer("states")) {
            producer.send(new ProducerRecord<>(
                            RunTopics.RUN_STATE, run.name().getBytes(UTF_8), ContractJson.write(state)))
                    .get();
        }
    }

    /** So that the next test's services leave them alone. */
    void cancelAll() throws Exception {
        for (Generation run : List.copyOf(said.values())) {
            say(run, RunPhase.CANCELLED, Optional.empty());
        }
    }
}
