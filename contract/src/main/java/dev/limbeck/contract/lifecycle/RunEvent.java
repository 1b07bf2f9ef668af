package dev.limbeck.contract.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.limbeck.contract.event.PairedCounts;
import dev.limbeck.contract.event.PairedDifferences;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.json.Kept;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What happened to a run. Said again, an event has no further effect. Later releases may tell of other kinds, so a reader
 * passes over what it does not know.
 */
@Kept(value = "a run event", key = "schemaVersion")
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
    @JsonSubTypes.Type(value = RunEvent.StudentSaved.class, name = "student-saved"),
    @JsonSubTypes.Type(value = RunEvent.ExamplesGone.class, name = "examples-gone"),
    @JsonSubTypes.Type(value = RunEvent.RecordsGone.class, name = "records-gone"),
    @JsonSubTypes.Type(value = RunEvent.TopicChanged.class, name = "topic-changed"),
    @JsonSubTypes.Type(value = RunEvent.DriftDetected.class, name = "drift-detected"),
    @JsonSubTypes.Type(value = RunEvent.ChampionFell.class, name = "champion-fell"),
    @JsonSubTypes.Type(value = RunEvent.TeacherFellBehind.class, name = "teacher-fell-behind"),
    @JsonSubTypes.Type(value = RunEvent.TeacherCaughtUp.class, name = "teacher-caught-up"),
    @JsonSubTypes.Type(value = RunEvent.WorkFailed.class, name = "work-failed"),
    @JsonSubTypes.Type(value = RunEvent.TimerFired.class, name = "timer-fired")
})
public sealed interface RunEvent {
    /** Characters of a reason; what is longer is cut. */
    int LONGEST_REASON = 4_000;

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
    record TeacherFailed(String run, int generation, String reason, Instant at) implements RunEvent {
        public TeacherFailed {
            reason = BoundedText.of(reason, LONGEST_REASON);
        }
    }

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
    record OrderRefused(String run, String orderId, int attempt, String reason, Instant at) implements RunEvent {
        public OrderRefused {
            reason = BoundedText.of(reason, LONGEST_REASON);
        }
    }

    /** All that the source topic held when draining began is labelled. */
    record SourceDrained(String run, int generation, Instant at) implements RunEvent {}

    /** All that was labelled is accounted for by a checkpoint of every student. */
    record StudentsDrained(String run, int generation, Instant at) implements RunEvent {}

    /** As many records are labelled as the run was declared to take. */
    record RecordsReached(String run, long records, Instant at) implements RunEvent {}

    /**
     * A student has a checkpoint that accounts for every record before these offsets. It is said in one transaction with
     * the announcement of the checkpoint, where that is announced, and again in every new life.
     *
     * @param through per partition of the student's topic, the offset of the first record not accounted for
     * @param records how many there are before
     * @param checkpoint digest of the newest one that was announced; absent where this life has announced none
     */
    record StudentSaved(
            String run,
            int generation,
            String student,
            SortedMap<Integer, Long> through,
            long records,
            Optional<String> checkpoint,
            Instant at)
            implements RunEvent {
        public StudentSaved {
            through = Collections.unmodifiableSortedMap(new TreeMap<>(through));
        }
    }

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

    /**
     * The retention of the source topic has overtaken the teacher: it stands still until an operator says that it may go
     * on without the records that are gone.
     *
     * @param topic the source topic
     * @param wanted offset of the record to be labelled next
     * @param earliest offset that the partition still had
     * @param lost records between the two; less by the offsets among them that hold none
     */
    record RecordsGone(
            String run, int generation, String topic, int partition, long wanted, long earliest, long lost, Instant at)
            implements RunEvent {}

    /**
     * A topic is not the one that was read: it was re-created, or has lost its end. Who reads it stands still until an
     * operator says that it may go on.
     *
     * @param reader {@value #TEACHER}, or the student by its name with {@value #STUDENT} before it
     * @param reason one sentence without a full stop
     */
    record TopicChanged(String run, String reader, String topic, String reason, Instant at) implements RunEvent {
        public static final String TEACHER = "teacher";
        public static final String STUDENT = "student ";
    }

    /**
     * The live stream is not what it was.
     *
     * @param detector that noticed, and its setting
     * @param position per partition of the examples topic, the offset behind the example at which it did
     * @param examples looked at until then, since the watch on the generation began
     * @param before and after: mean of what the signal follows, on either side of the change as the detector sees it
     */
    record DriftDetected(
            String run,
            int generation,
            Signal signal,
            String detector,
            SortedMap<Integer, Long> position,
            long examples,
            double before,
            double after,
            Instant at)
            implements RunEvent {
        public DriftDetected {
            position = Collections.unmodifiableSortedMap(new TreeMap<>(position));
        }

        /** What of the stream is followed. */
        public enum Signal {
            /** Distribution of the inputs. */
            INPUT,
            /** Mean entropy of the teacher's probabilities. */
            TEACHER_ENTROPY,
            /** Share of the classes in what the teacher says. */
            LABEL_MIX,
            /** How often the champion contradicts the teacher. */
            DISAGREEMENT
        }
    }

    /**
     * The champion agrees with the teacher on the live stream less often than it promised on the held-out set, and not
     * by chance.
     *
     * @param examples that this was seen on
     * @param promised agreement on the held-out set, when it was promoted
     * @param agreement on these examples
     * @param againstPrevious beside the champion before it on the same examples, right being what the teacher says
     * @param differencesFromPrevious the same of networks that are not just right or wrong
     */
    record ChampionFell(
            String run,
            int generation,
            String checkpointDigest,
            long examples,
            double promised,
            double agreement,
            double pValue,
            Optional<PairedCounts> againstPrevious,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<PairedDifferences> differencesFromPrevious,
            Instant at)
            implements RunEvent {
        /** Beside the champion before it, example by example; absent where it did not see all of them. */
        public Optional<PairedDifferences> besidePrevious() {
            return againstPrevious.map(PairedDifferences::of).or(() -> differencesFromPrevious);
        }
    }

    /**
     * The teacher is right on recent labelled records less often than it has to be, and not by chance.
     *
     * @param expected accuracy on the held-out set
     * @param accuracy on the recent records
     * @param calibrationError on the same
     */
    record TeacherFellBehind(
            String run,
            int generation,
            String version,
            long examples,
            double expected,
            double accuracy,
            double calibrationError,
            Instant at)
            implements RunEvent {}

    /** A teacher that fell behind is right often enough again. */
    record TeacherCaughtUp(String run, int generation, String version, long examples, double accuracy, Instant at)
            implements RunEvent {}

    /**
     * Work on a run has failed several times in a row.
     *
     * @param part whose: {@code teacher}, {@code watch} or the student's name
     * @param reason one sentence
     * @param givenUp whether it is not tried any more, until the run is resumed from a pause or declared otherwise
     */
    record WorkFailed(String run, int generation, String part, String reason, int tries, boolean givenUp, Instant at)
            implements RunEvent {}

    /** A deadline has passed. It travels with the facts, so that after a stand-still it comes after them. */
    record TimerFired(String run, String orderId, int attempt, Instant at) implements RunEvent {}

    /** Only ever read. */
    record OfUnknownKind(String run, Instant at) implements RunEvent {}
}
