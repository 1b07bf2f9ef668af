package dev.limbeck.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameSiteTest {
    @ParameterizedTest
    @CsvSource({
        "GET,  https://evil.example,  cross-site,  true",
        "POST, ,                      ,            true",
        "POST, http://localhost:8080, same-origin, true",
        "POST, http://localhost:8080, ,            true",
        "POST, https://evil.example,  cross-site,  false",
        "POST, https://evil.example,  ,            false",
        "POST, http://localhost:8081, same-site,   false",
        "POST, http://localhost:8081, ,            false",
        "DELETE, null,                ,            false",
        "POST, '::',                  ,            false"
    })
    void whatChangesSomethingComesFromTheServersOwnPages(String method, String origin, String site, boolean allowed) {
        assertThat(SameSite.allows(method, origin, site, "localhost:8080")).isEqualTo(allowed);
    }
}
