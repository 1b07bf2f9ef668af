package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.Pin;
import java.util.Optional;

/** Names orders by what is to be done; where the same can be wanted a second time, also by when it was. */
final class OrderIds {
    private OrderIds() {}

    static String provision(String run, int generation) {
        return "%s/g%d/provision".formatted(run, generation);
    }

    static String evaluate(String run, int generation, String candidate, Optional<String> champion) {
        return "%s/g%d/evaluate/%s/%s".formatted(run, generation, candidate, champion.orElse("none"));
    }

    /** The pointer can come back to a champion that the candidate was compared with before. */
    static String evaluateAnew(String run, int generation, String candidate, Optional<String> champion, long revision) {
        return evaluate(run, generation, candidate, champion) + "/r" + revision;
    }

    static String promote(String run, int generation, String candidate) {
        return "%s/g%d/promote/%s".formatted(run, generation, candidate);
    }

    /** No order, but due like one. */
    static String pin(String run, Pin pin) {
        return "%s/pin/%s".formatted(run, pin.commandId());
    }

    static String pointChampion(String run, int generation, String champion, long revision) {
        return "%s/g%d/point-champion/%s/r%d".formatted(run, generation, champion, revision);
    }
}
