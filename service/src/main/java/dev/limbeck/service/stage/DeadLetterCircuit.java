package dev.limbeck.service.stage;

import static java.util.Objects.requireNonNull;

import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.run.DeadLetterSpec;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells when too many of the newest records were unusable: then something is wrong with whoever writes them, or with
 * what the run declares, and going on would only move the topic to the dead letters. Once open it stays open, whatever
 * comes, until it is closed. For one thread.
 */
public final class DeadLetterCircuit {
    private final DeadLetterSpec spec;
    /** The newest records as a ring; a usable one has no reason. */
    private final @Nullable RejectionReason[] newest;

    private final Map<RejectionReason, Integer> refused = new EnumMap<>(RejectionReason.class);
    private int next;
    private int counted;
    private int refusals;
    private Optional<String> reason = Optional.empty();

    public DeadLetterCircuit(DeadLetterSpec spec) {
        this.spec = requireNonNull(spec, "spec");
        this.newest = new RejectionReason[spec.window()];
    }

    /** A record was usable. */
    public void used() {
        count(null);
    }

    /** A record was not. */
    public void refused(RejectionReason why) {
        count(requireNonNull(why, "why"));
    }

    private void count(@Nullable RejectionReason latest) {
        var oldest = newest[next];
        if (oldest != null) {
            refused.merge(oldest, -1, Integer::sum);
            refusals--;
        }
        newest[next] = latest;
        if (latest != null) {
            refused.merge(latest, 1, Integer::sum);
            refusals++;
        }
        next = (next + 1) % newest.length;
        counted = Math.min(counted + 1, newest.length);
        if (reason.isEmpty() && counted == newest.length && share() > spec.maxShare()) {
            reason = Optional.of(describe());
        }
    }

    /** Of the newest records, how many were unusable: in [0, 1]. */
    public double share() {
        return counted == 0 ? 0 : refusals / (double) counted;
    }

    public boolean isOpen() {
        return reason.isPresent();
    }

    /** One sentence, while it is open. */
    public Optional<String> reason() {
        return reason;
    }

    /** Forgets all, so that it takes another full window to open it again. */
    public void close() {
        java.util.Arrays.fill(newest, null);
        refused.clear();
        next = 0;
        counted = 0;
        refusals = 0;
        reason = Optional.empty();
    }

    private String describe() {
        String reasons = refused.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<RejectionReason, Integer>comparingByValue(Comparator.reverseOrder()))
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%d of the newest %d records are dead letters (%s), allowed is a share of %s",
                refusals,
                counted,
                reasons,
                spec.maxShare());
    }
}
