package dev.limbeck.local.ledger;

import dev.limbeck.contract.place.PlaceEntry.Reached;
import dev.limbeck.contract.place.PlaceEntry.Taken;
import dev.limbeck.contract.place.SourcePlaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The run's account of its source topic: what its place topic says became of the records, held against what the topics
 * have.
 *
 * @param offered records that the run has taken: labelled, dead-lettered and gone together
 * @param waiting records on the topic that the teacher has still to label
 */
public record SourceLedger(
        String topic, long offered, long labelled, long deadLettered, long gone, long waiting, List<String> problems) {
    public SourceLedger {
        problems = List.copyOf(problems);
    }

    /**
     * What of a partition is on the source topic.
     *
     * @param begin offset of the first record that is left
     * @param taken records before the teacher's place, from where the run begins
     * @param waiting records from the place on
     */
    record OnTopic(long begin, long taken, long waiting) {}

    /**
     * @param places read before the topics were
     * @param partitions what the source topic has
     * @param examples that the topics of all generations have; empty where retention has removed some
     */
    static SourceLedger of(
            String topic, SourcePlaces places, SortedMap<Integer, OnTopic> partitions, Optional<Long> examples) {
        var problems = new ArrayList<String>();
        long waiting = 0;
        for (var partition : partitions.entrySet()) {
            waiting += partition.getValue().waiting();
            places.taken()
                    .ifPresent(taken -> check(
                            partition.getKey(), taken, places.of(partition.getKey()), partition.getValue(), problems));
        }
        var reached = places.reached().values();
        long labelled = reached.stream().mapToLong(Reached::labelled).sum();
        examples.filter(found -> found < labelled)
                .ifPresent(found -> problems.add("the teacher counts %d labelled records, the examples topics have %d"
                        .formatted(labelled, found)));
        return new SourceLedger(
                topic,
                reached.stream().mapToLong(Reached::offered).sum(),
                labelled,
                reached.stream().mapToLong(Reached::deadLettered).sum(),
                reached.stream().mapToLong(Reached::gone).sum(),
                waiting,
                problems);
    }

    /** Where the topic has lost nothing that the run took, each record of it is in the account, and none twice. */
    private static void check(int number, Taken taken, Reached place, OnTopic found, List<String> problems) {
        boolean complete = taken.whole() && found.begin() <= taken.from().getOrDefault(number, 0L);
        boolean differs = complete ? found.taken() != place.offered() : found.taken() > place.offered();
        if (differs) {
            problems.add("partition %d: the topic has %d records before offset %d, the teacher accounts for %d"
                    .formatted(number, found.taken(), place.next(), place.offered()));
        }
    }
}
