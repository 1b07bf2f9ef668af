package dev.limbeck.kafka;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** Waits for what the broker says, with the broker's own exception when it refuses. */
public final class KafkaAnswers {
    private static final int LONGEST_SECONDS = 30;

    private KafkaAnswers() {}

    /** @throws KafkaException when the broker refuses or does not answer in time */
    public static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException refused) {
            throw refused.getCause() instanceof KafkaException reason ? reason : new KafkaException(refused.getCause());
        } catch (TimeoutException late) {
            throw new org.apache.kafka.common.errors.TimeoutException(
                    "the broker did not answer within " + LONGEST_SECONDS + " s", late);
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted); // sets the thread's flag again
        }
    }
}
