package dev.limbeck.service.channel;

import dev.limbeck.contract.json.ContractJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/** A topic that all runs share, for those who tell something there. */
@FunctionalInterface
public interface ControlTopic {
    /** How long whoever tells something waits for the broker to have it. */
    Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /**
     * Does not wait.
     *
     * @return done when the broker has it; fails when the broker refuses it or stays away, or when too much is on its way
     */
    CompletionStage<Void> send(byte[] key, byte[] document);

    /** Does not wait; whoever does not look at the result must be able to do without the document. */
    default CompletionStage<Void> send(String key, Object document) {
        return send(key.getBytes(StandardCharsets.UTF_8), ContractJson.write(document));
    }

    /**
     * Returns when the broker has the document.
     *
     * @throws KafkaException when it may not have it: it refuses it, or stays away for longer than {@link #LONGEST_WAIT}
     */
    default void tell(String key, Object document) throws InterruptedException {
        tell(key, document, LONGEST_WAIT);
    }

    /** The same for those who cannot wait so long. */
    default void tell(String key, Object document, Duration longest) throws InterruptedException {
        try {
            send(key, document).toCompletableFuture().get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException refused) {
            throw new KafkaException("not told of %s: %s".formatted(key, refused.getCause()), refused.getCause());
        } catch (TimeoutException late) {
            throw new org.apache.kafka.common.errors.TimeoutException(
                    "not told of %s: the broker did not answer within %s".formatted(key, longest), late);
        }
    }
}
