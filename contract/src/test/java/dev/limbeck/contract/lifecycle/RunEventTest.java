package dev.limbeck.contract.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.json.ContractJson;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunEventTest {
    @Test
    void aKindThatIsNotKnownIsNoError() {
        var later = "{\"kind\":\"run-finished\",\"run\":\"mnist\",\"at\":\"2026-11-21T07:47:19.480Z\",\"why\":\"done\"}"
                .getBytes(UTF_8);
        assertThat(ContractJson.read(later, RunEvent.class))
                .isEqualTo(new RunEvent.OfUnknownKind("mnist", Instant.parse("2026-11-21T07:47:19.480Z")));
    }
}
