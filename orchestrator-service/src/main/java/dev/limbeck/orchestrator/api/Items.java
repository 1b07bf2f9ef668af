package dev.limbeck.orchestrator.api;

import java.util.List;

/** A list as the API answers it, so that there is room beside it. */
public record Items<T>(List<T> items) {
    public Items {
        items = List.copyOf(items);
    }
}
