package dev.limbeck.contract.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What follows from an evaluation. The reason is one English sentence with the numbers that decided. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "decision")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PromotionDecision.Promote.class, name = "promote"),
    @JsonSubTypes.Type(value = PromotionDecision.Hold.class, name = "hold")
})
public sealed interface PromotionDecision {
    String reason();

    /** The candidate becomes champion. */
    record Promote(String reason) implements PromotionDecision {}

    /** The champion stays. */
    record Hold(String reason) implements PromotionDecision {}
}
