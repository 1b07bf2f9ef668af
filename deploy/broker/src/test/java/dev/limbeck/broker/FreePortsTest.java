package dev.limbeck.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    private final FreePorts ports = new FreePorts();

    @Test
    void aFreePreferredPortIsGiven() throws IOException {
        // Given
        int preferred;
        try (var socket = new ServerSocket(0)) {
            preferred = socket.getLocalPort();
        }
        // When
        var port = ports.preferring(preferred);
        // Then
        assertThat(port).isEqualTo(new FreePort(preferred, preferred));
        assertThat(port.isFallback()).isFalse();
    }

    @Test
    void aTakenPreferredPortFallsBackToAnother() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When
            var port = ports.preferring(taken.getLocalPort());
            // Then
            assertThat(port.number()).isNotEqualTo(taken.getLocalPort());
            assertThat(port.isFallback()).isTrue();
        }
    }

    @Test
    void noPortIsGivenTwice() {
        // Given
        var first = ports.any();
        // When
        var second = ports.preferring(first.number());
        // Then
        assertThat(second.number()).isNotEqualTo(first.number());
    }

    @Test
    void anImpossiblePortIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ports.preferring(70_000))
                .withMessage("preferred is 70000; allowed are 0 to 65535");
    }
}
