package dev.limbeck.service.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.run.DeadLetterSpec;
import org.junit.jupiter.api.Test;

class DeadLetterCircuitTest {
    private final DeadLetterCircuit circuit = new DeadLetterCircuit(new DeadLetterSpec(0.5, 4));

    @Test
    void opensWhenMoreThanTheShareOfAFullWindowIsUnusable() {
        // Given
        refuse(2);
        use(2);
        assertThat(circuit.isOpen()).as("at the share, not above it").isFalse();
        // When: the window is three refused of four
        use(1);
        refuse(3);
        // Then
        assertThat(circuit.isOpen()).isTrue();
        assertThat(circuit.share()).isEqualTo(0.75);
    }

    @Test
    void waitsForAFullWindow() {
        // When
        refuse(3);
        // Then
        assertThat(circuit.isOpen()).isFalse();
        refuse(1);
        assertThat(circuit.isOpen()).isTrue();
    }

    @Test
    void forgetsWhatIsOlderThanTheWindow() {
        // Given
        refuse(2);
        // When
        use(4);
        // Then
        assertThat(circuit.share()).isZero();
        refuse(2);
        assertThat(circuit.isOpen()).isFalse();
    }

    @Test
    void staysOpenThoughGoodRecordsFollow() {
        // Given
        refuse(4);
        // When
        use(100);
        // Then
        assertThat(circuit.isOpen()).isTrue();
    }

    @Test
    void onceClosedItTakesAnotherFullWindowToOpen() {
        // Given
        refuse(4);
        // When
        circuit.close();
        // Then
        assertThat(circuit.isOpen()).isFalse();
        assertThat(circuit.reason()).isEmpty();
        refuse(3);
        assertThat(circuit.isOpen()).isFalse();
        refuse(1);
        assertThat(circuit.isOpen()).isTrue();
    }

    @Test
    void saysWhatItSaw() {
        // When
        use(1);
        circuit.refused(RejectionReason.EMPTY);
        circuit.refused(RejectionReason.MALFORMED);
        circuit.refused(RejectionReason.MALFORMED);
        // Then
        assertThat(circuit.reason())
                .contains(
                        "3 of the newest 4 records are dead letters (MALFORMED 2, EMPTY 1), allowed is a share of 0.5");
    }

    @Test
    void aShareOfOneNeverOpens() {
        // Given
        var never = new DeadLetterCircuit(new DeadLetterSpec(1, 2));
        // When
        for (int i = 0; i < 10; i++) {
            never.refused(RejectionReason.MALFORMED);
        }
        // Then
        assertThat(never.isOpen()).isFalse();
    }

    @Test
    void aShareOfNoneOpensAtTheFirst() {
        // Given
        var strict = new DeadLetterCircuit(new DeadLetterSpec(0, 3));
        strict.used();
        strict.used();
        strict.used();
        // When
        strict.refused(RejectionReason.MALFORMED);
        // Then
        assertThat(strict.isOpen()).isTrue();
    }

    private void refuse(int times) {
        for (int i = 0; i < times; i++) {
            circuit.refused(RejectionReason.MALFORMED);
        }
    }

    private void use(int times) {
        for (int i = 0; i < times; i++) {
            circuit.used();
        }
    }
}
