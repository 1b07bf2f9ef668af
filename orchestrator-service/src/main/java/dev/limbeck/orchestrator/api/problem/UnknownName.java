package dev.limbeck.orchestrator.api.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Says that there is nothing by a name, and what may have been meant. */
final class UnknownName {
    private static final int MOST_NAMED = 20;

    private UnknownName() {}

    static String describe(String kind, String name, Collection<String> known) {
        String absent = "there is no %s '%s'".formatted(kind, name);
        if (known.isEmpty()) {
            return absent + ", nor any other";
        }
        return nearest(name, known)
                .map(near -> absent + ", did you mean " + near + "?")
                .orElseGet(() -> absent + "; there " + list(known));
    }

    private static Optional<String> nearest(String name, Collection<String> known) {
        var distance = new LevenshteinDistance(Math.max(1, name.length() / 3));
        return known.stream()
                .filter(candidate -> distance.apply(name, candidate) >= 0)
                .min(Comparator.comparing((String candidate) -> distance.apply(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static String list(Collection<String> known) {
        var first = known.stream().sorted().limit(MOST_NAMED).toList();
        String names = (first.size() == 1 ? "is " : "are ") + String.join(", ", first);
        return known.size() > MOST_NAMED ? names + " and " + (known.size() - MOST_NAMED) + " more" : names;
    }
}
