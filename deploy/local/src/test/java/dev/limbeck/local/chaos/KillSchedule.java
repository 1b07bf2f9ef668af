package dev.limbeck.local.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Who is killed, and when: the same seed is the same schedule. */
record KillSchedule(List<Kill> kills) {
    private static final long SHORTEST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 8_000;

    KillSchedule {
        kills = List.copyOf(kills);
    }

    /** What is killed. */
    enum Victim {
        TEACHER,
        STUDENT,
        EVALUATOR,
        ORCHESTRATOR,
        BROKER
    }

    /** @param after the kill before, or the beginning */
    record Kill(Victim victim, Duration after) {}

    /** Each of the five comes once in five kills, in an order of its own. */
    static KillSchedule of(long seed, int count) {
        var random = new Random(seed);
        var kills = new ArrayList<Kill>();
        var round = new ArrayList<Victim>();
        while (kills.size() < count) {
            if (round.isEmpty()) {
                round.addAll(List.of(Victim.values()));
                Collections.shuffle(round, random);
            }
            long millis = SHORTEST_MILLIS + (long) (random.nextDouble() * (LONGEST_MILLIS - SHORTEST_MILLIS));
            kills.add(new Kill(round.remove(round.size() - 1), Duration.ofMillis(millis)));
        }
        return new KillSchedule(kills);
    }
}
