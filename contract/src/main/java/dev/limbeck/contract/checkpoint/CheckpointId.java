package dev.limbeck.contract.checkpoint;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a checkpoint is called by everybody: {@code step-<step>-w<writer>}, and {@code -b<batches>} behind it where it
 * differs from another one of this step and writer only by the records it accounts for. Ordered by age: a later writer
 * goes on from what an earlier one left, so the writer counts before the step.
 *
 * @param text as it is written in announcements, states and folder names
 */
public record CheckpointId(String text) implements Comparable<CheckpointId> {
    private static final Pattern FORM = Pattern.compile("step-(\\d{10,19})-w(\\d{4,10})(?:-b(\\d{10,19}))?");

    private static final Comparator<CheckpointId> BY_AGE = Comparator.comparingInt(CheckpointId::writer)
            .thenComparingLong(CheckpointId::step)
            .thenComparingLong(CheckpointId::batches);

    /** @throws IllegalArgumentException when no checkpoint is called that */
    public CheckpointId {
        partsOf(requireNonNull(text, "text"));
    }

    public static boolean isId(String text) {
        return FORM.matcher(text).matches();
    }

    /** @param writer number of the writing process, by the step log */
    public static CheckpointId at(long step, int writer) {
        return new CheckpointId(String.format(Locale.ROOT, "step-%010d-w%04d", step, writer));
    }

    /**
     * Of a checkpoint that differs from another one of this step and writer only by the records it accounts for.
     *
     * @param batches number of mini-batches accounted for
     */
    public static CheckpointId at(long step, int writer, long batches) {
        return new CheckpointId(
                String.format(Locale.ROOT, "%s-b%010d", at(step, writer).text(), batches));
    }

    /** Number of optimizer steps taken. */
    public long step() {
        return Long.parseLong(parts().group(1));
    }

    /** Number of the process that wrote it. */
    public int writer() {
        return Integer.parseInt(parts().group(2));
    }

    /** Whether it has no step that the one before it has not. */
    public boolean isAtStepOfFormer() {
        return parts().group(3) != null;
    }

    private long batches() {
        String batches = parts().group(3);
        return batches == null ? 0 : Long.parseLong(batches);
    }

    private Matcher parts() {
        return partsOf(text);
    }

    private static Matcher partsOf(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    text + " is not what a checkpoint is called: step-<step>-w<writer>[-b<batches>]");
        }
        return parts;
    }

    public boolean isNewerThan(CheckpointId other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(CheckpointId other) {
        return BY_AGE.compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }
}
