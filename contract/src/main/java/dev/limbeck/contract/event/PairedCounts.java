package dev.limbeck.contract.event;

/**
 * Two networks on the same examples, by which of them is right.
 *
 * @param wins only the first is
 * @param losses only the second is
 */
public record PairedCounts(long bothRight, long wins, long losses, long bothWrong) {
    /** Of no examples. */
    public static final PairedCounts NONE = new PairedCounts(0, 0, 0, 0);

    public long examples() {
        return bothRight + wins + losses + bothWrong;
    }

    public long discordant() {
        return wins + losses;
    }

    /** The second beside the first. */
    public PairedCounts reversed() {
        return new PairedCounts(bothRight, /* wins= */ losses, /* losses= */ wins, bothWrong);
    }

    /** Share of the first that is right, less that of the second. */
    public double difference() {
        return examples() == 0 ? 0 : (double) (wins - losses) / examples();
    }
}
