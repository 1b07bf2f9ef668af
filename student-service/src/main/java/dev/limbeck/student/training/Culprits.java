package dev.limbeck.student.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds the items that make a step raise an error, or its loss or gradient not finite, by halving: a half that is fine is
 * not looked into. Each is judged beside all that were found to be fine before it, so none is blamed for the company it
 * came in, and what is left when the culprits are taken out has been seen to be fine. One culprit among n costs about
 * 2 log2 n trials.
 *
 * @param isFine of some of the items, in their order
 * @param smallest how many it takes at least to tell
 * @param company somebody neutral, to make up that number
 */
record Culprits<T>(Predicate<List<T>> isFine, int smallest, T company) {
    /** @param items that together are not fine */
    List<T> among(List<T> items) {
        var culprits = new ArrayList<T>();
        look(items, new ArrayList<>(), culprits);
        return culprits;
    }

    private void look(List<T> suspects, List<T> fine, List<T> culprits) {
        if (suspects.size() == 1) {
            culprits.addAll(suspects);
            return;
        }
        int middle = suspects.size() / 2;
        for (var half : List.of(suspects.subList(0, middle), suspects.subList(middle, suspects.size()))) {
            if (isFine.test(together(fine, half))) {
                fine.addAll(half);
            } else {
                look(half, fine, culprits);
            }
        }
    }

    private List<T> together(List<T> fine, List<T> suspects) {
        var all = new ArrayList<>(fine);
        all.addAll(suspects);
        while (all.size() < smallest) {
            all.add(company);
        }
        return all;
    }
}
