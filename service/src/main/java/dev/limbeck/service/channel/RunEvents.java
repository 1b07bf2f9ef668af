package dev.limbeck.service.channel;

import dev.limbeck.contract.lifecycle.RunEvent;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.KafkaException;

/** Says what happened to a run, to whoever moves it. */
public final class RunEvents {
    private final ControlTopic topic;

    public RunEvents(ControlTopic topic) {
        this.topic = topic;
    }

    /**
     * Returns when the broker has it.
     *
     * @throws KafkaException when it may not have it
     */
    public void tell(RunEvent event) throws InterruptedException {
        topic.tell(event.run(), event);
    }

    /**
     * Does not wait.
     *
     * @return done when the broker has it, failed when it may not have it
     */
    public CompletionStage<Void> send(RunEvent event) {
        return topic.send(event.run(), event);
    }
}
