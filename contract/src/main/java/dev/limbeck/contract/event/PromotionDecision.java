package dev.limbeck.contract.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.limbeck.contract.json.Kept;

/** What follows from an evaluation. The reason is one English sentence with the numbers that decided. */
@Kept("a decision on a candidate")
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "decision")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PromotionDecision.Promote.class, name = "promote"),
    @JsonSubTypes.Type(value = PromotionDecision.Hold.class, name = "hold"),
    @JsonSubTypes.Type(value = PromotionDecision.AwaitApproval.class, name = "await-approval")
})
public sealed interface PromotionDecision {
    String reason();

    Evidence evidence();

    /** The candidate becomes champion. */
    record Promote(String reason, Evidence evidence) implements PromotionDecision {}

    /** The candidate is better, and a person decides. */
    record AwaitApproval(String reason, Evidence evidence) implements PromotionDecision {}

    /** The champion stays. */
    record Hold(String reason, Evidence evidence) implements PromotionDecision {}
}
