package dev.limbeck.student.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds the examples that make a step's loss or gradient not finite, by halving: a half that is fine is not looked into.
 * So one culprit among n costs about 2 log2 n trials.
 */
record Culprits<T>(Predicate<List<T>> isFinite) {
    /** @param items that together are not fine */
    List<T> among(List<T> items) {
        if (items.size() == 1) {
            return items;
        }
        var culprits = new ArrayList<T>();
        int middle = items.size() / 2;
        for (var half : List.of(items.subList(0, middle), items.subList(middle, items.size()))) {
            if (!isFinite.test(half)) {
                culprits.addAll(among(half));
            }
        }
        return culprits;
    }
}
