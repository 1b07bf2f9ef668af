package dev.limbeck.local.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.place.PlaceEntry.Reached;
import dev.limbeck.contract.place.PlaceEntry.Taken;
import dev.limbeck.contract.place.SourcePlaces;
import dev.limbeck.local.ledger.SourceLedger.OnTopic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SourceLedgerTest {
    private static final Taken FROM_THE_BEGINNING = new Taken("one", new TreeMap<>(Map.of(0, 0L, 1, 0L)), true);

    @Test
    void whatWasOfferedIsLabelledDeadLetteredOrGone() {
        // Given
        var places = SourcePlaces.NONE
                .with(SourcePlaces.key(), FROM_THE_BEGINNING)
                .with(SourcePlaces.key(0), new Reached("one", 300, 155, 5, 140))
                .with(SourcePlaces.key(1), new Reached("one", 20, 20, 0, 0));
        var topic = new TreeMap<>(Map.of(0, new OnTopic(140, 160, 3), 1, new OnTopic(0, 20, 4)));
        // When
        var ledger = SourceLedger.of("numbers", places, topic, Optional.of(175L));
        // Then
        assertThat(ledger.problems()).isEmpty();
        assertThat(ledger.offered()).isEqualTo(320);
        assertThat(ledger.labelled()).isEqualTo(175);
        assertThat(ledger.deadLettered()).isEqualTo(5);
        assertThat(ledger.gone()).isEqualTo(140);
        assertThat(ledger.waiting()).isEqualTo(7);
    }

    @Test
    void recordsThatNobodyAccountsForAreAProblem() {
        // Given
        var places = SourcePlaces.NONE
                .with(SourcePlaces.key(), FROM_THE_BEGINNING)
                .with(SourcePlaces.key(0), new Reached("one", 300, 160, 0, 0));
        // When
        var ledger =
                SourceLedger.of("numbers", places, new TreeMap<>(Map.of(0, new OnTopic(0, 300, 0))), Optional.empty());
        // Then
        assertThat(ledger.problems())
                .containsExactly(
                        "partition 0: the topic has 300 records before offset 300, the teacher accounts for 160");
    }

    @Test
    void recordsThatWereLabelledTwiceAreAProblem() {
        // Given
        var places = SourcePlaces.NONE
                .with(SourcePlaces.key(), FROM_THE_BEGINNING)
                .with(SourcePlaces.key(0), new Reached("one", 1000, 2000, 0, 0));
        // When
        var ledger = SourceLedger.of(
                "numbers", places, new TreeMap<>(Map.of(0, new OnTopic(0, 1000, 0))), Optional.of(2000L));
        // Then
        assertThat(ledger.problems())
                .containsExactly(
                        "partition 0: the topic has 1000 records before offset 1000, the teacher accounts for 2000");
    }

    @Test
    void examplesThatAreMissingAreAProblem() {
        // Given
        var places = SourcePlaces.NONE
                .with(SourcePlaces.key(), FROM_THE_BEGINNING)
                .with(SourcePlaces.key(0), new Reached("one", 1000, 1000, 0, 0));
        // When
        var ledger = SourceLedger.of(
                "numbers", places, new TreeMap<>(Map.of(0, new OnTopic(0, 1000, 0))), Optional.of(998L));
        // Then
        assertThat(ledger.problems())
                .containsExactly("the teacher counts 1000 labelled records, the examples topics have 998");
    }

    /** Of what came before, or from another topic, nobody has counted what is on this one. */
    @Test
    void aRunThatWasTakenOverIsHeldAgainstWhatItsTopicStillHas() {
        // Given
        var places = SourcePlaces.NONE
                .with(SourcePlaces.key(), new Taken("one", new TreeMap<>(Map.of(0, 40L)), false))
                .with(SourcePlaces.key(0), new Reached("one", 100, 60, 0, 0));
        // When
        var ledger =
                SourceLedger.of("numbers", places, new TreeMap<>(Map.of(0, new OnTopic(0, 60, 0))), Optional.of(100L));
        // Then
        assertThat(ledger.problems()).isEmpty();
        assertThat(ledger.offered()).isEqualTo(60);
    }

    @Test
    void aRunThatHasLabelledNothingHasNothingToAccountFor() {
        // When
        var ledger = SourceLedger.of(
                "numbers", SourcePlaces.NONE, new TreeMap<>(Map.of(0, new OnTopic(0, 0, 12))), Optional.empty());
        // Then
        assertThat(ledger).isEqualTo(new SourceLedger("numbers", 0, 0, 0, 0, 12, List.of()));
    }
}
