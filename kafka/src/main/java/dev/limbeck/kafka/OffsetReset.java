package dev.limbeck.kafka;

import java.util.Locale;

/** Where a consumer starts that has no position. Always said, never left to a default. */
public enum OffsetReset {
    EARLIEST,
    LATEST,
    /** It does not start: a position that is gone is an error, not a gap nobody hears of. */
    NONE;

    String configValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
