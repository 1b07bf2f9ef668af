package dev.limbeck.orchestrator.api;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.limbeck.contract.json.InItsForm;
import java.util.List;

/** A list as the API answers it, so that there is room beside it. Kept documents in it say their version. */
public record Items<T>(
        @JsonSerialize(contentUsing = InItsForm.class) List<T> items) {
    public Items {
        items = List.copyOf(items);
    }
}
