package dev.limbeck.contract.lifecycle;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.limbeck.contract.event.TeacherPublished;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What happened to a run. Said again, an event has no further effect. Later releases may tell of other kinds, so a reader
 * passes over what it does not know.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = RunEvent.OfUnknownKind.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = RunEvent.Provisioned.class, name = "provisioned"),
    @JsonSubTypes.Type(value = RunEvent.TeacherReady.class, name = "teacher-ready"),
    @JsonSubTypes.Type(value = RunEvent.TeacherFailed.class, name = "teacher-failed"),
    @JsonSubTypes.Type(value = RunEvent.LabellingBegan.class, name = "labelling-began"),
    @JsonSubTypes.Type(value = RunEvent.ChampionMoved.class, name = "champion-moved"),
    @JsonSubTypes.Type(value = RunEvent.OrderRefused.class, name = "order-refused"),
    @JsonSubTypes.Type(value = RunEvent.SourceDrained.class, name = "source-drained"),
    @JsonSubTypes.Type(value = RunEvent.StudentsDrained.class, name = "students-drained"),
    @JsonSubTypes.Type(value = RunEvent.RecordsReached.class, name = "records-reached"),
    @JsonSubTypes.Type(value = RunEvent.ExamplesGone.class, name = "examples-gone"),
    @JsonSubTypes.Type(value = RunEvent.TimerFired.class, name = "timer-fired")
})
public sealed interface RunEvent {
    String run();

    Instant at();

    /** The topics of the order's generation are there. */
    record Provisioned(String run, String orderId, int attempt, Instant at) implements RunEvent {}

    /** A teacher is trained or loaded, and stands in the store. */
    record TeacherReady(int generation, TeacherPublished teacher, Instant at) implements RunEvent {
        @Override
        public String run() {
            return teacher.run();
        }
    }

    /**
     * There will be no teacher, however often it is tried.
     *
     * @param reason one sentence
     */
    record TeacherFailed(String run, int generation, String reason, Instant at) implements RunEvent {}

    /**
     * A teacher replica labels these partitions for the generation.
     *
     * @param from per partition of the source topic, the first offset it labels
     */
    record LabellingBegan(String run, int generation, String version, SortedMap<Integer, Long> from, Instant at)
            implements RunEvent {
        public LabellingBegan {
            from = Collections.unmodifiableSortedMap(new TreeMap<>(from));
        }
    }

    /**
     * The champion link points at this checkpoint's artifact.
     *
     * @param location relative to the store's root
     */
    record ChampionMoved(String run, String orderId, int attempt, String checkpointDigest, String location, Instant at)
            implements RunEvent {}

    /**
     * An order cannot be carried out, now or later.
     *
     * @param reason one sentence
     */
    record OrderRefused(String run, String orderId, int attempt, String reason, Instant at) implements RunEvent {}

    /** All that the source topic held when draining began is labelled. */
    record SourceDrained(String run, int generation, Instant at) implements RunEvent {}

    /** All that was labelled is accounted for by a checkpoint of every student. */
    record StudentsDrained(String run, int generation, Instant at) implements RunEvent {}

    /** As many records are labelled as the run was declared to take. */
    record RecordsReached(String run, long records, Instant at) implements RunEvent {}

    /**
     * The retention of a student's topic has overtaken it: it stands still until an operator says that it may go on
     * without the records that are gone.
     *
     * @param topic that the student learns from
     * @param wanted offset of the record that the student needed next
     * @param earliest offset that the partition still had
     * @param lost records between the two; less by the transaction markers among them
     */
    record ExamplesGone(
            String run, String student, String topic, int partition, long wanted, long earliest, long lost, Instant at)
            implements RunEvent {}

    /** A deadline has passed. It travels with the facts, so that after a stand-still it comes after them. */
    record TimerFired(String run, String orderId, int attempt, Instant at) implements RunEvent {}

    /** Only ever read. */
    record OfUnknownKind(String run, Instant at) implements RunEvent {}
}
