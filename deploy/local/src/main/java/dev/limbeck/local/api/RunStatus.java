package dev.limbeck.local.api;

import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.status.PartStatus;
import java.util.List;
import java.util.Map;

/**
 * How work on a run goes.
 *
 * @param parts what each was last heard to say, within ten seconds
 * @param ledgers by student
 */
public record RunStatus(List<PartStatus> parts, Map<String, Ledger> ledgers) {
    public static final RunStatus UNKNOWN = new RunStatus(List.of(), Map.of());

    public RunStatus {
        parts = List.copyOf(parts);
        ledgers = Map.copyOf(ledgers);
    }
}
