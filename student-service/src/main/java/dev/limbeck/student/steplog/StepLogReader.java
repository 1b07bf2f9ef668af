package dev.limbeck.student.steplog;

import dev.limbeck.contract.checkpoint.StepLogEntry;
import java.util.List;

/** Reads a step log without taking the student over. */
public interface StepLogReader {
    /** What is committed, oldest first. */
    Contents read(long from);

    /**
     * @param end offset at which what is committed ends
     */
    record Contents(List<StepLogEntry> entries, long end) {
        public Contents {
            entries = List.copyOf(entries);
        }

        /** The highest number of a writer, or the given one. */
        public int lastWriter(int known) {
            return entries.stream().mapToInt(StepLogEntry::writer).reduce(known, Math::max);
        }
    }
}
