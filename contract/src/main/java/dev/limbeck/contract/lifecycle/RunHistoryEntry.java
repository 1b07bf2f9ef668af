package dev.limbeck.contract.lifecycle;

import java.time.Instant;

/**
 * One line of a run's audit trail.
 *
 * @param sequence without a gap, the first being 1
 * @param subject {@code run}, or the candidate as {@code g1/student/checkpoint}
 * @param from phase before, empty where there was none
 * @param to phase after; the same as before where nothing changed, as with a command that was refused
 * @param cause the command's or the event's kind and id
 * @param note one English sentence
 */
public record RunHistoryEntry(
        String run, long sequence, Instant at, String subject, String from, String to, String cause, String note) {

    /** Key on the topic: sorts by run, then by sequence. */
    public String key() {
        return key(run, sequence);
    }

    /** Key of a run's line with this number. */
    public static String key(String run, long sequence) {
        return "%s/%019d".formatted(run, sequence);
    }
}
