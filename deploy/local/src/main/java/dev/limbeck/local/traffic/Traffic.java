package dev.limbeck.local.traffic;

import dev.limbeck.contract.record.ProductionRecord;
import java.time.Instant;

/** A sequence of production records: the same index is always the same record, so a stream can be continued. */
public interface Traffic {
    /** The record at an index. */
    ProductionRecord record(long index, Instant eventTime);
}
