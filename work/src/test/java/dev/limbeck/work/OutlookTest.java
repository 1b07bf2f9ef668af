package dev.limbeck.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.network.UnusableNetworkException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class OutlookTest {
    @Test
    void aNetworkThatCannotBeOpenedIsHopelessEvenIfItsFileIsMerelyMissing() {
        assertThat(Outlook.of(
                        new UnusableNetworkException("small.pt cannot be read", new FileNotFoundException("small.pt"))))
                .isEqualTo(Outlook.HOPELESS);
        assertThat(Outlook.of(new IllegalStateException(new UnusableNetworkException("frozen"))))
                .isEqualTo(Outlook.HOPELESS);
    }

    @Test
    void whatBrokerAndDiskDoIsPassing() {
        assertThat(Outlook.of(new UncheckedIOException(new IOException("No space left on device"))))
                .isEqualTo(Outlook.PASSING);
        assertThat(Outlook.of(new IllegalStateException(
                        "could not say it", new ExecutionException(new TimeoutException("no broker")))))
                .isEqualTo(Outlook.PASSING);
    }

    @Test
    void ofAnythingElseNobodyKnows() {
        assertThat(Outlook.of(new OutOfMemoryError("Java heap space"))).isEqualTo(Outlook.DOUBTFUL);
        assertThat(Outlook.of(new IllegalStateException("odd"))).isEqualTo(Outlook.DOUBTFUL);
    }
}
