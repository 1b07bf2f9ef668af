package dev.limbeck.orchestrator.api.command;

import static dev.limbeck.orchestrator.Runs.NOON;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.broker.FreePorts;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.orchestrator.api.problem.Refusal;
import dev.limbeck.service.channel.ProducedTopic;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CommandTopicIT {
    @Test
    @Timeout(15)
    void saysInTimeThatKafkaHasNotTakenACommand() {
        // Given
        String nobody = "localhost:" + new FreePorts().any().number();
        try (var channel = new ProducedTopic(CommandTopic.settings(new KafkaConnection(nobody, "test")))) {
            var topic = new CommandTopic(channel, Optional::empty);
            // When
            var sending = assertThatThrownBy(() -> topic.send(new RunCommand.Resume("key-1", "digits", NOON)));
            // Then
            sending.isInstanceOf(Refusal.class).hasMessageContaining("Idempotency-Key: key-1");
        }
    }
}
