package dev.limbeck.student.batch;

import dev.limbeck.contract.checkpoint.Ledger;
import java.util.Map;

/** Why a student passes over a usable record. */
public enum SkipReason {
    /** The control arm learns from hard labels only, and the record has none. */
    NO_HARD_LABEL,
    /** The same record, id and payload, came before within the deduplication window. */
    DUPLICATE,
    /** It was the last there was, or the last left of a mini-batch, and the network cannot learn from so few at once. */
    TOO_FEW,
    /** It was trained on, but the weights went back to before. */
    ROLLED_BACK,
    /** It was gone from the topic before the student came to it. */
    GONE;

    /** The ledger's line for so many records skipped for this reason. */
    public Ledger entry(long records) {
        return new Ledger(0, 0, 0, Map.of(name(), records));
    }
}
