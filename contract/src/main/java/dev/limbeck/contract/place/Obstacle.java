package dev.limbeck.contract.place;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What stands between a stage and the records it needs next: nobody but an operator may pass over it. */
public sealed interface Obstacle {
    /**
     * @param topic its name
     * @param used what the stage does with records, such as "labelled"
     * @return one sentence without a full stop
     */
    String reason(String topic, String used);

    /**
     * Retention has overtaken the stage.
     *
     * @param gone per partition, from the record needed next to the first that is left
     */
    record Overtaken(SortedMap<Integer, OffsetRange> gone) implements Obstacle {
        public Overtaken {
            gone = Collections.unmodifiableSortedMap(new TreeMap<>(gone));
        }

        @Override
        public String reason(String topic, String used) {
            return gone.entrySet().stream()
                    .map(lost -> "records %d to %d of partition %d"
                            .formatted(lost.getValue().from(), lost.getValue().to() - 1, lost.getKey()))
                    .collect(joining(
                            ", ",
                            "",
                            " are gone from %s before they were %s, %d in all".formatted(topic, used, records())));
        }

        /** How many they are at most: markers of transactions take offsets, too. */
        public long records() {
            return gone.values().stream().mapToLong(OffsetRange::length).sum();
        }
    }

    /**
     * The topic was deleted and made again: its offsets mean other records now.
     *
     * @param known id of the topic that the stage has read
     * @param id of the one there is
     */
    record Recreated(String known, String id) implements Obstacle {
        @Override
        public String reason(String topic, String used) {
            return "%s was re-created: it has topic id %s, and what was %s so far came from %s; what that still held is gone"
                    .formatted(topic, id, used, known);
        }
    }

    /**
     * The topic ends before the stage's place, so it has lost records that were read.
     *
     * @param missing per partition, from where it ends to where the stage stands
     */
    record Shortened(SortedMap<Integer, OffsetRange> missing) implements Obstacle {
        public Shortened {
            missing = Collections.unmodifiableSortedMap(new TreeMap<>(missing));
        }

        @Override
        public String reason(String topic, String used) {
            return missing.entrySet().stream()
                    .map(lost -> "partition %d ends at offset %d, and was %s up to %d"
                            .formatted(
                                    lost.getKey(),
                                    lost.getValue().from(),
                                    used,
                                    lost.getValue().to()))
                    .collect(joining("; ", topic + " has lost records: ", ""));
        }
    }
}
