package dev.limbeck.contract.lifecycle;

import dev.limbeck.contract.event.Score;
import java.time.Instant;

/**
 * A promoted student.
 *
 * @param score as measured when it was promoted, without what is only shown: a state keeps many
 * @param location of its artifact's folder, relative to the store's root
 */
public record Champion(int generation, String checkpointDigest, Score score, String location, Instant promotedAt) {
    public Champion {
        score = score.summary();
    }

    public String student() {
        return score.name();
    }

    public String checkpointId() {
        return score.checkpointId();
    }
}
