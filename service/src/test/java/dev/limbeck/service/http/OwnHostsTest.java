package dev.limbeck.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnHostsTest {
    private final OwnHosts hosts = OwnHosts.of("127.0.0.1", List.of("Limbeck.example.com"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8080",
                "127.0.0.1:8080",
                "10.1.2.3",
                "[::1]:8080",
                "[fe80::1]",
                "limbeck.example.com",
                "limbeck.example.com:443"
            })
    void addressesAndOwnNamesAreAdmitted(String host) {
        assertThat(hosts.include(host)).isTrue();
    }

    /** What whoever rebinds a name of theirs to this machine would send. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "evil.example:127.0.0.1",
                "localhost:8080@evil.example",
                "xlimbeck.example.com",
                "1.2.3.4.5"
            })
    void namesOfOthersAreNot(String host) {
        assertThat(hosts.include(host)).isFalse();
    }
}
