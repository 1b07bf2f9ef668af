package dev.limbeck.orchestrator.api;

import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.StudentStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How work on a run goes.
 *
 * @param parts the newest that each has told
 * @param ledgers by student, what became of every record of its topic
 * @param earlier by student, the same of the generations before, together
 */
public record RunStatus(List<PartStatus> parts, SortedMap<String, Ledger> ledgers, SortedMap<String, Ledger> earlier) {
    public RunStatus {
        parts = List.copyOf(parts);
        ledgers = Collections.unmodifiableSortedMap(new TreeMap<>(ledgers));
        earlier = Collections.unmodifiableSortedMap(new TreeMap<>(earlier));
    }

    /**
     * While a student moves, two replicas may tell of it: the newer one counts.
     *
     * @param kept ledgers by student, for those of which nobody tells
     * @param earlier ledgers by student, of the generations before
     */
    static RunStatus of(List<PartStatus> parts, Map<String, Ledger> kept, Map<String, Ledger> earlier) {
        Map<String, Instant> toldAt = new HashMap<>();
        var ledgers = new TreeMap<>(kept);
        for (var part : parts) {
            part.student().map(StudentStatus::ledger).ifPresent(ledger -> {
                if (toldAt.getOrDefault(part.part(), Instant.MIN).isBefore(part.at())) {
                    toldAt.put(part.part(), part.at());
                    ledgers.put(part.part(), ledger);
                }
            });
        }
        return new RunStatus(parts, ledgers, new TreeMap<>(earlier));
    }
}
