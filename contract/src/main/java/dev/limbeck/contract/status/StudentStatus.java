package dev.limbeck.contract.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.lifecycle.Adjustment;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How one student's training goes.
 *
 * @param step optimizer steps applied
 * @param loss of the newest step
 * @param terms values of the objective's terms there by name, before weighting, of those that looked at something; none
 *     in a status of before terms had names
 * @param ledger what became of every record up to the newest step
 * @param lag records of its topic that no step has accounted for
 * @param unsavedSteps steps applied since the newest checkpoint
 * @param checkpointId newest checkpoint written
 * @param pausedBecause why training stands still or has failed, one sentence
 * @param adjustment under which the newest mini-batch was trained on
 * @param arithmeticSince mini-batches that were trained on with something else than what this process computes with,
 *     before all that were trained on with it
 */
public record StudentStatus(
        String name,
        Score.Arm arm,
        Phase phase,
        long step,
        OptionalDouble loss,
        @JsonSetter(nulls = Nulls.AS_EMPTY) SortedMap<String, Double> terms,
        Ledger ledger,
        long lag,
        long unsavedSteps,
        Optional<String> checkpointId,
        Optional<String> pausedBecause,
        Adjustment adjustment,
        @JsonSetter(nulls = Nulls.AS_EMPTY) long arithmeticSince,
        long parameters) {
    public StudentStatus {
        terms = Collections.unmodifiableSortedMap(new TreeMap<>(terms));
    }

    /** Written for orchestrators of before terms had names. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    OptionalDouble softLoss() {
        return term("softTarget");
    }

    /** As {@link #softLoss}. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    OptionalDouble hardLoss() {
        return term("hardLabel");
    }

    private OptionalDouble term(String name) {
        Double value = terms.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** @param reason one sentence */
    public StudentStatus failed(String reason) {
        return new StudentStatus(
                name,
                arm,
                Phase.FAILED,
                step,
                loss,
                terms,
                ledger,
                lag,
                unsavedSteps,
                checkpointId,
                Optional.of(reason),
                adjustment,
                arithmeticSince,
                parameters);
    }

    /** What a student is at. */
    public enum Phase {
        STARTING,
        /** Repeats the steps that its log has and its checkpoint has not. */
        REPLAYING,
        TRAINING,
        /** A checkpoint cannot be written, too many records are unusable, or records it needs are gone. */
        PAUSED,
        STOPPED,
        FAILED
    }
}
