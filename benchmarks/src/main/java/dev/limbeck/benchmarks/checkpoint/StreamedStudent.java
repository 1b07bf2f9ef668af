package dev.limbeck.benchmarks.checkpoint;

import dev.limbeck.benchmarks.feed.DrawnDigits;
import dev.limbeck.contract.codec.Decoded;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.student.batch.Disposition;
import dev.limbeck.student.batch.Fingerprint;
import dev.limbeck.student.batch.MiniBatch;
import dev.limbeck.student.batch.Original;
import dev.limbeck.student.batch.SeenRecords;
import dev.limbeck.student.batch.StreamRecord;
import dev.limbeck.student.checkpoint.StudentCheckpoint;
import dev.limbeck.student.training.Student;

/** A student that learns from a stream of digits on one partition, with its deduplication window, but no broker. */
final class StreamedStudent {
    private static final Original NO_ORIGINAL = new Original() {};

    private final Student student;
    private final SeenRecords seen;
    private final DrawnDigits digits;
    private final int batchSize;
    private long offset;

    StreamedStudent(Student student, SeenRecords seen, DrawnDigits digits, int batchSize) {
        this.student = student;
        this.seen = seen;
        this.digits = digits;
        this.batchSize = batchSize;
    }

    /** Passes over as many records as the deduplication window has, so that it is as full as it gets. */
    void fillWindow(int window) {
        for (int i = 0; i < window; i++, offset++) {
            seen.meet(0, offset, Fingerprint.of(digits.example(offset)));
        }
    }

    void step() {
        student.apply(nextBatch(), Adjustment.NONE);
        seen.forgetBehind(student.state().position().trainedThrough());
    }

    private MiniBatch nextBatch() {
        var composition = new MiniBatch.Composition();
        for (int i = 0; i < batchSize; i++, offset++) {
            var example = digits.example(offset);
            var record = StreamRecord.of(0, offset, new Decoded.Accepted<>(example), NO_ORIGINAL);
            seen.meet(0, offset, record.fingerprint());
            composition.add(record, new Disposition.Train(example));
        }
        return composition.close();
    }

    StudentCheckpoint snapshot() {
        StudentCheckpoint snapshot = student.snapshot(seen);
        student.descendFrom(snapshot.checkpointId());
        return snapshot;
    }
}
