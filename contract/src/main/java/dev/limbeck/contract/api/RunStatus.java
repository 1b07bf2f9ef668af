package dev.limbeck.contract.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.status.PartStatus;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How work on a run goes.
 *
 * @param parts the newest that each has told, within ten seconds
 * @param ledgers by student, what became of every record of its topic
 * @param earlier by student, the same of the generations before, together
 */
public record RunStatus(List<PartStatus> parts, SortedMap<String, Ledger> ledgers, SortedMap<String, Ledger> earlier) {
    public RunStatus {
        parts = List.copyOf(parts);
        ledgers = Collections.unmodifiableSortedMap(new TreeMap<>(ledgers));
        earlier = Collections.unmodifiableSortedMap(new TreeMap<>(earlier));
    }

    /** A server of before there was one of the maps leaves it out. */
    @JsonCreator
    public static RunStatus of(
            @JsonProperty("parts") @Nullable List<PartStatus> parts,
            @JsonProperty("ledgers") @Nullable Map<String, Ledger> ledgers,
            @JsonProperty("earlier") @Nullable Map<String, Ledger> earlier) {
        return new RunStatus(parts == null ? List.of() : parts, sorted(ledgers), sorted(earlier));
    }

    private static SortedMap<String, Ledger> sorted(@Nullable Map<String, Ledger> ledgers) {
        return ledgers == null ? new TreeMap<>() : new TreeMap<>(ledgers);
    }
}
