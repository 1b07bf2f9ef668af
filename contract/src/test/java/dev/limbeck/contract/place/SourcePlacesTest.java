package dev.limbeck.contract.place;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.place.PlaceEntry.Reached;
import dev.limbeck.contract.place.PlaceEntry.Taken;
import dev.limbeck.contract.place.PlaceEntry.Told;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SourcePlacesTest {
    private static final SourcePlaces TAKEN =
            SourcePlaces.NONE.with(SourcePlaces.key(), new Taken("one", new TreeMap<>(Map.of(0, 500L, 1, 0L)), true));

    @Test
    void linesAreWrittenAndReadAsOtherProgramsReadThem() {
        // Given
        var lines = Map.of(
                "{\"version\":1,\"entry\":\"taken\",\"topicId\":\"one\",\"from\":{\"0\":500},\"whole\":true}",
                new Taken("one", new TreeMap<>(Map.of(0, 500L)), true),
                "{\"version\":1,\"entry\":\"reached\",\"topicId\":\"one\",\"next\":140,\"labelled\":90,\"deadLettered\":10,\"gone\":40}",
                new Reached("one", 140, 90, 10, 40),
                "{\"version\":1,\"entry\":\"told\",\"of\":\"one@0\"}",
                new Told("one@0"));
        // Then
        lines.forEach((text, line) -> {
            assertThat(new String(ContractJson.write(line), UTF_8)).isEqualTo(text);
            assertThat(ContractJson.read(text.getBytes(UTF_8), PlaceEntry.class))
                    .isEqualTo(line);
        });
    }

    @Test
    void aRunThatHasReadNothingStandsWhereItTookTheTopic() {
        assertThat(SourcePlaces.NONE.place()).isEqualTo(new Place(Optional.empty(), new TreeMap<>()));
        assertThat(TAKEN.place()).isEqualTo(new Place(Optional.of("one"), new TreeMap<>(Map.of(0, 500L, 1, 0L))));
    }

    @Test
    void theNewestLineOfAPartitionCounts() {
        // When
        var places = TAKEN.with(SourcePlaces.key(0), TAKEN.of(0).after(520, 18, 2))
                .with(SourcePlaces.key(0), new Reached("one", 700, 100, 20, 80));
        // Then
        assertThat(places.place().next()).isEqualTo(Map.of(0, 700L, 1, 0L));
        assertThat(places.of(0).offered()).isEqualTo(200);
        assertThat(places.of(2)).as("a partition that came later").isEqualTo(new Reached("one", 0, 0, 0, 0));
    }

    @Test
    void passingOverWhatIsGoneCountsIt() {
        assertThat(new Reached("one", 40, 30, 10, 0).passingTo(180)).isEqualTo(new Reached("one", 180, 30, 10, 140));
    }

    @Test
    void anotherTopicIsReadFromItsBeginningAndCountsGoOn() {
        // Given
        var places = TAKEN.with(SourcePlaces.key(0), new Reached("one", 700, 100, 20, 80));
        // When
        var anew = places.with(SourcePlaces.key(), new Taken("two", new TreeMap<>(), false));
        // Then
        assertThat(anew.place()).isEqualTo(new Place(Optional.of("two"), new TreeMap<>()));
        assertThat(anew.of(0)).isEqualTo(new Reached("two", 0, 100, 20, 80));
    }

    @Test
    void whatWasToldIsKnownByWhatItWasAbout() {
        // When
        var places = TAKEN.with(SourcePlaces.toldKey("0"), new Told("one@500"));
        // Then
        assertThat(places.isTold("0", "one@500")).isTrue();
        assertThat(places.isTold("0", "one@700")).isFalse();
        assertThat(places.isTold("1", "one@500")).isFalse();
    }
}
