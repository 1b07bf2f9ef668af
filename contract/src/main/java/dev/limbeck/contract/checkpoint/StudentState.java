package dev.limbeck.contract.checkpoint;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.limbeck.contract.artifact.Arithmetic;
import dev.limbeck.contract.json.Kept;
import dev.limbeck.contract.lifecycle.Adjustment;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything of a student that is not a tensor, as {@value #FILE} of a checkpoint. The learning rate and every step's
 * random numbers follow from seed and step, so there is no random state to keep.
 *
 * @param generation of the run, the first is 1
 * @param seed of the initial weights and, with the step, of every step's random numbers
 * @param stepLogOffset offset in the step log from which entries may be newer than this state
 * @param seen the deduplication window as earlier releases wrote it: per partition, what a file of its own has now, in
 *     Base64
 * @param adjustment under which the newest mini-batch was trained on
 * @param trainingLoss mean objective of the steps since the parent, or since the beginning; absent where there were none
 * @param replay what is known of the earlier examples that it sees again; absent where nothing is replayed
 */
@Kept(value = "a student's state", version = 2, earlier = FirstStateForm.class)
public record StudentState(
        String run,
        int generation,
        String student,
        long seed,
        Position position,
        Lineage lineage,
        long stepLogOffset,
        SortedMap<Integer, String> seen,
        @JsonSetter(nulls = Nulls.SET) Adjustment adjustment,
        OptionalDouble trainingLoss,
        Optional<ReplayCounts> replay) {
    public static final String FILE = "state.json";

    public StudentState {
        seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
        adjustment = requireNonNullElse(adjustment, Adjustment.NONE); // states of before there were any
    }

    /** A student that has seen nothing yet. */
    public static StudentState initial(String run, int generation, String student, long seed, Lineage lineage) {
        return new StudentState(
                run,
                generation,
                student,
                seed,
                Position.START,
                lineage,
                0,
                new TreeMap<>(),
                Adjustment.NONE,
                OptionalDouble.empty(),
                Optional.empty());
    }

    public StudentState at(Position newPosition) {
        return copy(newPosition, lineage, adjustment);
    }

    /** After a mini-batch that was trained on under the adjustment. */
    public StudentState at(Position newPosition, Adjustment newAdjustment) {
        return copy(newPosition, lineage, newAdjustment);
    }

    public StudentState from(Lineage newLineage) {
        return copy(position, newLineage, adjustment);
    }

    private StudentState copy(Position newPosition, Lineage newLineage, Adjustment newAdjustment) {
        return new StudentState(
                run,
                generation,
                student,
                seed,
                newPosition,
                newLineage,
                stepLogOffset,
                seen,
                newAdjustment,
                trainingLoss,
                replay);
    }

    /** As it is written: with what a student in training keeps elsewhere. */
    public StudentState saved(OptionalDouble newTrainingLoss, Optional<ReplayCounts> newReplay) {
        return new StudentState(
                run,
                generation,
                student,
                seed,
                position,
                lineage,
                stepLogOffset,
                new TreeMap<>(),
                adjustment,
                newTrainingLoss,
                newReplay);
    }

    public StudentState loggedUpTo(long newStepLogOffset) {
        return new StudentState(
                run,
                generation,
                student,
                seed,
                position,
                lineage,
                newStepLogOffset,
                seen,
                adjustment,
                trainingLoss,
                replay);
    }

    /** Whether no step was taken since its parent, or since the beginning: then the network is the same. */
    public boolean hasNetworkOfParent() {
        String parent = lineage.parent();
        long before = parent.isEmpty() ? 0 : new CheckpointId(parent).step();
        return position.step() == before;
    }

    /**
     * Where weights come from.
     *
     * @param networkDigest SHA-256 of the network file they belong to
     * @param configurationDigest SHA-256 of the student's declaration
     * @param parent checkpoint they were trained on from; empty for the first
     * @param writer number of the process that wrote them, by the step log
     * @param threads threads of one tensor operation: with another number the same steps give other weights
     * @param arithmetic what they were trained with at last; absent in states of before it was named
     * @param stepProgram that they were trained with at last, by its digest; absent where the arithmetic is
     * @param arithmeticSince mini-batches before the first that was trained on with both, without a break since
     */
    public record Lineage(
            String networkDigest,
            String configurationDigest,
            String parent,
            int writer,
            int threads,
            Optional<Arithmetic> arithmetic,
            Optional<String> stepProgram,
            @JsonSetter(nulls = Nulls.AS_EMPTY) long arithmeticSince) {
        public Lineage {
            if (arithmetic.isPresent() && stepProgram.isEmpty()) {
                stepProgram = Optional.of(TrainedWith.FIRST_STEP_PROGRAM); // states of before it was named
            }
        }

        /** Under an arithmetic that nobody named. */
        public Lineage(String networkDigest, String configurationDigest, String parent, int writer, int threads) {
            this(networkDigest, configurationDigest, parent, writer, threads, Optional.empty(), Optional.empty(), 0);
        }

        @JsonIgnore
        public Optional<TrainedWith> trainedWith() {
            return arithmetic.flatMap(used -> stepProgram.map(program -> new TrainedWith(used, program)));
        }

        public Lineage childOf(String newParent) {
            return copy(configurationDigest, newParent, writer);
        }

        public Lineage writtenBy(int newWriter) {
            return copy(configurationDigest, parent, newWriter);
        }

        /** The same declaration, by another digest. */
        public Lineage declaredAs(String newDigest) {
            return copy(newDigest, parent, writer);
        }

        private Lineage copy(String newDigest, String newParent, int newWriter) {
            return new Lineage(
                    networkDigest, newDigest, newParent, newWriter, threads, arithmetic, stepProgram, arithmeticSince);
        }

        /** @param batches after which it is used; without effect where it was used before */
        public Lineage under(TrainedWith used, long batches) {
            return trainedWith().equals(Optional.of(used))
                    ? this
                    : new Lineage(
                            networkDigest,
                            configurationDigest,
                            parent,
                            writer,
                            threads,
                            Optional.of(used.arithmetic()),
                            Optional.of(used.program()),
                            batches);
        }
    }
}
