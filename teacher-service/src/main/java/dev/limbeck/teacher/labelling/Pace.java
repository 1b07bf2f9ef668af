package dev.limbeck.teacher.labelling;

import java.time.Duration;

/**
 * How many records to label at once, so that it never takes long: who labels tells the group in between that it is alive,
 * and what it labels is in a transaction that the broker ends when it lasts. A batch that is declared larger comes in
 * parts. Not for two threads.
 */
public final class Pace {
    /** Before it is known how fast the teacher is. */
    static final int FIRST = 64;

    private final int most;
    private final Duration longest;
    private int atOnce;

    /**
     * @param most records that were declared to be labelled at once
     * @param longest that it should take
     */
    public Pace(int most, Duration longest) {
        this.most = most;
        this.longest = longest;
        this.atOnce = Math.min(most, FIRST);
    }

    public int atOnce() {
        return atOnce;
    }

    /** Labelling so many took so long. */
    public void took(int records, Duration duration) {
        if (duration.compareTo(longest) > 0) {
            double share = (double) longest.toNanos() / duration.toNanos();
            atOnce = Math.max(1, (int) Math.min(atOnce, records * share));
        } else if (records >= atOnce && duration.multipliedBy(2).compareTo(longest) <= 0) {
            atOnce = Math.min(most, 2 * atOnce);
        }
    }
}
