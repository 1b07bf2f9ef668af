package dev.limbeck.student.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.limbeck.contract.checkpoint.StepLogEntry;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.GenerationRecord;
import dev.limbeck.contract.lifecycle.Observations;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.lifecycle.StateBuilder;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.OffsetReset;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.student.Examples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** Says how runs stand, in the orchestrator's place, and has examples for them, in the teacher's. */
record RunsOnTopic(KafkaConnection kafka) {
    void provide(Generation run) {
        TopicProvisioning.provideShared(kafka);
        TopicProvisioning.provide(kafka, run);
    }

    static RunState state(Generation run, RunPhase phase) {
        return state(run, phase, Optional.empty(), Adjustment.NONE, Observations.NONE);
    }

    static RunState givenUp(Generation run, String student, String reason) {
        var failing = Observations.NONE.with(student, new Observations.Failure(reason, true));
        return state(run, RunPhase.DISTILLING, Optional.empty(), Adjustment.NONE, failing);
    }

    private static RunState state(
            Generation run,
            RunPhase phase,
            Optional<Champion> beginsFrom,
            Adjustment adjustment,
            Observations observations) {
        var generations = IntStream.rangeClosed(1, run.number())
                .mapToObj(number -> GenerationRecord.begun(
                                number, "declared", run.spec().teacher(), beginsFrom, Instant.EPOCH)
                        .adjusted(adjustment)
                        .observing(observations))
                .toList();
        return StateBuilder.declared(run.run())
                .revision(1)
                .sequence(1)
                .phase(phase)
                .generations(generations)
                .updatedAt(Instant.now())
                .build();
    }

    void say(Generation run, RunPhase phase) throws Exception {
        say(state(run, phase));
    }

    /** That it is distilling, and how. */
    void say(Generation run, Optional<Champion> beginsFrom, Adjustment adjustment) throws Exception {
        say(state(run, RunPhase.DISTILLING, beginsFrom, adjustment, Observations.NONE));
    }

    void sayGivenUp(Generation run, String student, String reason) throws Exception {
        say(givenUp(run, student, reason));
    }

    /** As another release wrote it. */
    void sayRecorded(String run, byte[] state) throws Exception {
        send(List.of(new ProducerRecord<>(RunTopics.RUN_STATE, run.getBytes(UTF_8), state)));
    }

    private void say(RunState state) throws Exception {
        send(List.of(
                new ProducerRecord<>(RunTopics.RUN_STATE, state.run().getBytes(UTF_8), ContractJson.write(state))));
    }

    void produce(Generation run, int from, int count) throws Exception {
        produce(run, IntStream.range(from, from + count).mapToObj(Examples::example));
    }

    void produce(Generation run, Stream<DistillationExample> examples) throws Exception {
        send(examples.map(example -> new ProducerRecord<>(
                        run.topics().examples(),
                        example.record().recordId().getBytes(UTF_8),
                        RecordCodec.encode(example)))
                .toList());
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        try (var producer = kafka.producer("traffic")) {
            var sent = new ArrayList<Future<RecordMetadata>>();
            records.forEach(record -> sent.add(producer.send(record)));
            for (var result : sent) {
                result.get();
            }
        }
    }

    /** Mini-batches in the student's step log, and records of the generation's topic that they have, markers aside. */
    List<StepLogEntry.BatchComposed> batches(Generation run, String student) {
        return read(run.topics().steps(student)).stream()
                .map(record -> ContractJson.read(record.value(), StepLogEntry.class))
                .filter(StepLogEntry.BatchComposed.class::isInstance)
                .map(StepLogEntry.BatchComposed.class::cast)
                .toList();
    }

    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        try (var consumer = kafka.consumer("read", OffsetReset.EARLIEST)) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }
}
