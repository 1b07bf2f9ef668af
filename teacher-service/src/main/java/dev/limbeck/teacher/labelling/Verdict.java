package dev.limbeck.teacher.labelling;

import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.Rejection;

/** What became of one source record. Every record gets exactly one. */
public sealed interface Verdict {
    record Labelled(DistillationExample example) implements Verdict {}

    record Unusable(Rejection rejection) implements Verdict {}
}
