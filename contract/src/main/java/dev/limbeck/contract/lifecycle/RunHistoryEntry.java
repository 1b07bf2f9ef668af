package dev.limbeck.contract.lifecycle;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.limbeck.contract.json.Kept;
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
@Kept("a line of a run's history")
public record RunHistoryEntry(
        String run, long sequence, Instant at, String subject, String from, String to, String cause, String note) {
    /** How the note of a command begins that did not fit the run's phase. */
    public static final String REFUSED = "Refused: ";

    private static final int LONGEST_TEXT = 8_000;

    /** What was said in somebody's own words is cut where it is too long. */
    public RunHistoryEntry {
        cause = BoundedText.of(cause, LONGEST_TEXT);
        note = BoundedText.of(note, LONGEST_TEXT);
    }

    /** Whether it is about a command that did not fit, and changed nothing. */
    @JsonIgnore
    public boolean isRefusal() {
        return note.startsWith(REFUSED);
    }

    /** Key on the topic: sorts by run, then by sequence. */
    public String key() {
        return key(run, sequence);
    }

    /** Key of a run's line with this number. */
    public static String key(String run, long sequence) {
        return "%s/%019d".formatted(run, sequence);
    }
}
