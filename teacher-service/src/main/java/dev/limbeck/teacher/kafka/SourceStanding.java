package dev.limbeck.teacher.kafka;

import static java.util.stream.Collectors.toSet;

import dev.limbeck.contract.kind.Kinds;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.place.GapWatch;
import dev.limbeck.contract.place.Obstacle;
import dev.limbeck.contract.place.OffsetRange;
import dev.limbeck.contract.place.PlaceEntry.Taken;
import dev.limbeck.contract.place.PlaceEntry.Told;
import dev.limbeck.contract.place.SourcePlaces;
import dev.limbeck.contract.place.TopicNow;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.place.PlaceTopic;
import dev.limbeck.kafka.topic.TopicLook;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Where this replica's partitions of the source topic stand. Their place is read from the run's place topic and held
 * against the topic as it is; what the group has committed counts only for a run that never kept a place.
 */
final class SourceStanding implements AutoCloseable {
    private static final Kinds<Obstacle, BiConsumer<SourceStanding, ExampleWriter.Transaction>> PASSED_OVER =
            Kinds.<Obstacle, BiConsumer<SourceStanding, ExampleWriter.Transaction>>of(Obstacle.class)
                    .when(Obstacle.Overtaken.class, overtaken -> (standing, open) -> standing.passOver(overtaken, open))
                    .when(Obstacle.Shortened.class, shortened -> (standing, open) -> standing.passOver(shortened, open))
                    .when(Obstacle.Recreated.class, recreated -> (standing, open) -> standing.passOver(recreated, open))
                    .all();

    private static final String TOPIC = "topic";
    private static final String USED = "labelled";
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

    private final Generation run;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Clock clock;
    private final Admin admin;
    private final TopicLook source;
    private final PlaceTopic places;
    /** Partitions of which it is still to be written down where they stand. */
    private final Set<Integer> unsettled = new TreeSet<>();
    /** Partitions of which it is still to be said where labelling begins. */
    private final Set<Integer> unsaid = new TreeSet<>();

    private SourcePlaces kept = SourcePlaces.NONE;
    private boolean newlyTaken;
    private boolean missing;
    private boolean untold;
    private Optional<Obstacle> obstacle = Optional.empty();

    /** @param consumer of the group; looking has it stand where its partitions go on */
    SourceStanding(KafkaConnection connection, Generation run, KafkaConsumer<byte[], byte[]> consumer, Clock clock) {
        this.run = run;
        this.consumer = consumer;
        this.clock = clock;
        this.places = new PlaceTopic(connection, "places-" + run.name());
        this.admin = connection.admin();
        this.source = new TopicLook(admin, run.spec().source().topic());
    }

    /** These partitions are this replica's from now on. */
    void arrive(Collection<TopicPartition> partitions) {
        unsettled.addAll(numbers(partitions));
        unsaid.addAll(numbers(partitions));
        look(partitions);
    }

    /**
     * Has the consumer stand where these partitions of its assignment go on, or as near as there are records.
     *
     * @param partitions of which nothing is read that is not labelled
     */
    void look(Collection<TopicPartition> partitions) {
        obstacle = Optional.empty();
        untold = false;
        missing = false;
        if (consumer.assignment().isEmpty()) {
            return;
        }
        var found = source.now();
        if (found.isEmpty()) {
            missing = true;
            partitions.forEach(partition -> consumer.seek(partition, 0));
            return;
        }
        kept = places.read(run.topics());
        newlyTaken = kept.taken().isEmpty();
        if (newlyTaken) {
            kept = kept.with(SourcePlaces.key(), takenOver(found.get()));
        }
        obstacle = GapWatch.between(kept.place(), found.get().only(numbers(consumer.assignment())));
        var nearest = GapWatch.nearest(kept.place(), found.get());
        partitions.forEach(partition -> consumer.seek(partition, nearest.getOrDefault(partition.partition(), 0L)));
        untold = obstacle.filter(this::isUntold).isPresent();
    }

    /** From where the group has committed: a release of before kept no other place. */
    private Taken takenOver(TopicNow found) {
        var all = found.partitions().keySet().stream()
                .map(partition -> new TopicPartition(found.name(), partition))
                .collect(toSet());
        var from = new TreeMap<>(found.beginnings());
        boolean whole = true;
        for (var committed : consumer.committed(all).entrySet()) {
            if (committed.getValue() != null) {
                whole = false;
                from.put(committed.getKey().partition(), committed.getValue().offset());
            }
        }
        return new Taken(found.id(), from, whole);
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).toList();
    }

    /** What is known to be kept; with what is still to be settled. */
    SourcePlaces kept() {
        return kept;
    }

    /** After a commit. */
    void keeps(SourcePlaces places) {
        kept = places;
    }

    /** Whether there is something to write before a record may be labelled. */
    boolean isUnsettled() {
        unsettled.retainAll(numbers(consumer.assignment()));
        return !missing && (!unsettled.isEmpty() || untold);
    }

    /** Writes down where the partitions stand, for the group's offsets too, and tells of an obstacle once. */
    boolean settle(ExampleWriter.Transaction open) {
        if (newlyTaken) {
            open.keep(SourcePlaces.key(), kept.taken().orElseThrow());
        }
        numbers(consumer.assignment()).forEach(partition -> open.keep(SourcePlaces.key(partition), kept.of(partition)));
        obstacle.ifPresent(found -> tell(found, open));
        return true;
    }

    /** What was to be settled is. */
    void settled(SourcePlaces places) {
        kept = places;
        newlyTaken = false;
        untold = false;
        unsettled.clear();
    }

    /** @return per partition, from which offset labelling begins, once it does; each partition once */
    SortedMap<Integer, Long> beginnings() {
        var from = new TreeMap<Integer, Long>();
        if (!missing && obstacle.isEmpty()) {
            unsaid.retainAll(numbers(consumer.assignment()));
            unsaid.forEach(partition -> from.put(partition, kept.of(partition).next()));
            unsaid.clear();
        }
        return from;
    }

    private boolean isUntold(Obstacle found) {
        return tellings(found).stream().anyMatch(telling -> !kept.isTold(telling.about(), telling.of()));
    }

    private void tell(Obstacle found, ExampleWriter.Transaction open) {
        for (var telling : tellings(found)) {
            if (!kept.isTold(telling.about(), telling.of())) {
                open.keep(SourcePlaces.toldKey(telling.about()), new Told(telling.of()));
                open.tell(telling.event());
            }
        }
    }

    /** An event, and what is kept so that it is not told again. */
    private record Telling(String about, String of, RunEvent event) {}

    private List<Telling> tellings(Obstacle found) {
        if (found instanceof Obstacle.Overtaken overtaken) {
            return overtaken.gone().entrySet().stream()
                    .map(gone -> telling(gone.getKey(), gone.getValue()))
                    .toList();
        }
        String reason = found.reason(source.topic(), USED);
        var event = new RunEvent.TopicChanged(
                run.name(), RunEvent.TopicChanged.TEACHER, source.topic(), reason, clock.instant());
        return List.of(new Telling(TOPIC, reason, event));
    }

    private Telling telling(int partition, OffsetRange gone) {
        var event = new RunEvent.RecordsGone(
                run.name(),
                run.number(),
                source.topic(),
                partition,
                gone.from(),
                gone.to(),
                gone.length(),
                clock.instant());
        return new Telling(String.valueOf(partition), kept.of(partition).topicId() + "@" + gone.from(), event);
    }

    /** What keeps labelling from going on. */
    Optional<Obstacle> obstacle() {
        return obstacle;
    }

    /** Why labelling stands still until an operator says that it may go on. */
    Optional<String> reason() {
        return obstacle.map(found -> found.reason(source.topic(), USED));
    }

    /** Whether there is no source topic at all, for now. */
    boolean isMissing() {
        return missing;
    }

    /** Writes down that the run goes on without what is gone. */
    boolean passOver(ExampleWriter.Transaction open) {
        obstacle.ifPresent(found -> PASSED_OVER.of(found).accept(this, open));
        return true;
    }

    private void passOver(Obstacle.Overtaken overtaken, ExampleWriter.Transaction open) {
        overtaken
                .gone()
                .forEach((partition, range) -> open.keep(
                        SourcePlaces.key(partition), kept.of(partition).passingTo(range.to())));
    }

    private void passOver(Obstacle.Shortened shortened, ExampleWriter.Transaction open) {
        shortened
                .missing()
                .forEach((partition, range) -> open.keep(
                        SourcePlaces.key(partition), kept.of(partition).to(range.from())));
    }

    private void passOver(Obstacle.Recreated recreated, ExampleWriter.Transaction open) {
        var taken = new Taken(recreated.id(), new TreeMap<>(), false);
        var anew = kept.with(SourcePlaces.key(), taken);
        open.keep(SourcePlaces.key(), taken);
        numbers(consumer.assignment()).forEach(partition -> open.keep(SourcePlaces.key(partition), anew.of(partition)));
    }

    /** Whether all that was read until now came from the topic that the place is on. */
    boolean isStillTheSame() {
        return source.identity().map(TopicLook.Identity::id).equals(kept.taken().map(Taken::topicId));
    }

    @Override
    public void close() {
        places.close();
        admin.close(LONGEST_CLOSE);
    }
}
