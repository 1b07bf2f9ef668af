package dev.limbeck.orchestrator.draining;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.place.PlaceEntry.Reached;
import dev.limbeck.contract.place.PlaceEntry.Taken;
import dev.limbeck.contract.place.SourcePlaces;
import dev.limbeck.orchestrator.Runs;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PlacedSourceTest {
    private static final RunState STATE = Runs.state("digits", 1, RunPhase.DISTILLING);
    private static final String SOURCE = STATE.declaration().spec().source().topic();
    private static final Map<TopicPartition, Long> COMMITTED = Map.of(new TopicPartition(SOURCE, 0), 7L);

    private SourcePlaces places = SourcePlaces.NONE;
    private final PlacedSource source = new PlacedSource(() -> places, new SourceProgress() {
        @Override
        public Map<TopicPartition, Long> next(RunState state) {
            return COMMITTED;
        }

        @Override
        public long records(RunState state) {
            return 5;
        }
    });

    @Test
    void goesByTheTeachersPlaceAndCountsWhatBecameOfRecords() {
        // Given
        taken(true);
        places = places.with(SourcePlaces.key(0), new Reached("id", 120, 90, 10, 15))
                .with(SourcePlaces.key(1), new Reached("id", 30, 25, 0, 0));
        // Then
        assertThat(source.next(STATE))
                .isEqualTo(Map.of(new TopicPartition(SOURCE, 0), 120L, new TopicPartition(SOURCE, 1), 30L));
        assertThat(source.records(STATE)).as("neither offsets nor what is gone").isEqualTo(125);
    }

    @Test
    void countsOnTheTopicWhatTeachersOfBeforeHaveLabelled() {
        // Given
        taken(false);
        places = places.with(SourcePlaces.key(0), new Reached("id", 120, 90, 10, 0));
        // Then
        assertThat(source.next(STATE)).containsEntry(new TopicPartition(SOURCE, 0), 120L);
        assertThat(source.records(STATE)).isEqualTo(5);
    }

    @Test
    void goesByCommittedOffsetsWhereNoTeacherHasAPlace() {
        assertThat(source.next(STATE)).isEqualTo(COMMITTED);
        assertThat(source.records(STATE)).isEqualTo(5);
    }

    private void taken(boolean whole) {
        places = places.with(SourcePlaces.key(), new Taken("id", new TreeMap<>(Map.of(0, 0L, 1, 0L)), whole));
    }
}
