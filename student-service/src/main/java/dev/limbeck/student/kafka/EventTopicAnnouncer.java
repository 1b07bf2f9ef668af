package dev.limbeck.student.kafka;

import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.student.training.CheckpointAnnouncer;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Announces checkpoints on their topic. */
@Singleton
class EventTopicAnnouncer implements CheckpointAnnouncer {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final MutinyEmitter<Record<String, byte[]>> checkpoints;

    EventTopicAnnouncer(@Channel("checkpoints") MutinyEmitter<Record<String, byte[]>> checkpoints) {
        this.checkpoints = checkpoints;
    }

    /** One at a time, and each result awaited: an emitter that overflows would refuse. */
    @Override
    public synchronized void announce(CheckpointAnnounced checkpoint) {
        checkpoints
                .send(Record.of(checkpoint.key(), ContractJson.write(checkpoint)))
                .await()
                .atMost(LONGEST_WAIT);
    }
}
