package dev.limbeck.student.batch;

import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.Rejection;
import java.util.Map;

/** What a student does with one record. There is no fifth way, so the ledger can be exact. */
public sealed interface Disposition {
    /** This record's line in the ledger. */
    Ledger entry();

    /** It is part of the next mini-batch. */
    record Train(DistillationExample example) implements Disposition {
        static final Ledger ENTRY = new Ledger(1, 0, 0, Map.of());

        @Override
        public Ledger entry() {
            return ENTRY;
        }
    }

    /** The evaluator measures with it, so nobody trains on it. */
    record HeldOut() implements Disposition {
        private static final Ledger ENTRY = new Ledger(0, 1, 0, Map.of());

        @Override
        public Ledger entry() {
            return ENTRY;
        }
    }

    /** Nobody can use it. */
    record DeadLettered(Rejection rejection) implements Disposition {
        static final Ledger ENTRY = new Ledger(0, 0, 1, Map.of());

        @Override
        public Ledger entry() {
            return ENTRY;
        }
    }

    /** This student has no use for it. */
    record Skipped(SkipReason reason) implements Disposition {
        @Override
        public Ledger entry() {
            return reason.entry(1);
        }
    }
}
