package dev.limbeck.contract.lifecycle;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.PromotionDecision;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.json.Kept;
import java.util.Optional;

/**
 * Work that a run's lifecycle has somebody do, and waits for. An order says all that is needed to carry it out, and
 * carrying it out again has no further effect. What is done at an older attempt counts no longer.
 */
@Kept(value = "a run order", version = 2, earlier = FirstOrderVersion.class)
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "order")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RunOrder.Provision.class, name = "provision"),
    @JsonSubTypes.Type(value = RunOrder.Evaluate.class, name = "evaluate"),
    @JsonSubTypes.Type(value = RunOrder.Promote.class, name = "promote"),
    @JsonSubTypes.Type(value = RunOrder.PointChampion.class, name = "point-champion")
})
public sealed interface RunOrder {
    /** Follows from what is to be done, so that the same order has the same id. */
    String orderId();

    /** The first is 1. */
    int attempt();

    String run();

    int generation();

    /** The same order, given once more. */
    RunOrder again();

    /** Makes the generation's topics. */
    record Provision(String orderId, int attempt, String run, int generation) implements RunOrder {
        @Override
        public Provision again() {
            return new Provision(orderId, attempt + 1, run, generation);
        }
    }

    /**
     * Measures a checkpoint beside those it is compared with, all on the same held-out set.
     *
     * @param teacher of the generation
     * @param champion as it is now
     * @param control newest judged checkpoint of the no-teacher arm, where the run has one
     */
    record Evaluate(
            String orderId,
            int attempt,
            String run,
            int generation,
            CheckpointAnnounced candidate,
            TeacherPublished teacher,
            Optional<Champion> champion,
            Optional<CheckpointAnnounced> control)
            implements RunOrder {
        @Override
        public Evaluate again() {
            return new Evaluate(orderId, attempt + 1, run, generation, candidate, teacher, champion, control);
        }
    }

    /** Exports a checkpoint as a portable artifact, and points the champion link at it. */
    record Promote(
            String orderId,
            int attempt,
            String run,
            int generation,
            CheckpointAnnounced candidate,
            EvaluationReport report,
            PromotionDecision decision)
            implements RunOrder {
        @Override
        public Promote again() {
            return new Promote(orderId, attempt + 1, run, generation, candidate, report, decision);
        }
    }

    /** Points the champion link at the artifact of an earlier champion. */
    record PointChampion(String orderId, int attempt, String run, int generation, Champion champion)
            implements RunOrder {
        @Override
        public PointChampion again() {
            return new PointChampion(orderId, attempt + 1, run, generation, champion);
        }
    }
}
