package dev.limbeck.contract.lifecycle;

import dev.limbeck.contract.run.DistillationRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A run's state as tests need it: they say what they are about, and the rest is as it is when a run is declared. */
public final class StateBuilder {
    private int lifecycleVersion = 1;
    private final DistillationRun declaration;
    private long revision = 1;
    private long sequence = 1;
    private RunPhase phase = RunPhase.DISTILLING;
    private Optional<RunPhase> resumesTo = Optional.empty();
    private boolean sourceDrained;
    private Optional<List<GenerationRecord>> generations = Optional.empty();
    private List<Candidate> candidates = List.of();
    private List<Champion> champions = List.of();
    private Optional<String> champion = Optional.empty();
    private List<PendingOrder> orders = List.of();
    private long comparisons;
    private Optional<String> teacherBehind = Optional.empty();
    private Optional<Pin> pin = Optional.empty();
    private List<String> carriedOut = List.of();
    private Optional<String> note = Optional.empty();
    private Instant createdAt = Instant.EPOCH;
    private Instant updatedAt = Instant.EPOCH;

    private StateBuilder(DistillationRun declaration) {
        this.declaration = declaration;
    }

    /** In its first generation, distilling. */
    public static StateBuilder declared(DistillationRun declaration) {
        return new StateBuilder(declaration);
    }

    /** The same state, to be changed. */
    public static StateBuilder from(RunState state) {
        var builder = new StateBuilder(state.declaration());
        builder.lifecycleVersion = state.lifecycleVersion();
        builder.revision = state.revision();
        builder.sequence = state.sequence();
        builder.phase = state.phase();
        builder.resumesTo = state.resumesTo();
        builder.sourceDrained = state.sourceDrained();
        builder.generations = Optional.of(state.generations());
        builder.candidates = state.candidates();
        builder.champions = state.champions();
        builder.champion = state.champion();
        builder.orders = state.orders();
        builder.comparisons = state.comparisons();
        builder.teacherBehind = state.teacherBehind();
        builder.pin = state.pin();
        builder.carriedOut = state.carriedOut();
        builder.note = state.note();
        builder.createdAt = state.createdAt();
        builder.updatedAt = state.updatedAt();
        return builder;
    }

    public StateBuilder revision(long number) {
        revision = number;
        return this;
    }

    public StateBuilder sequence(long number) {
        sequence = number;
        return this;
    }

    public StateBuilder phase(RunPhase now) {
        phase = now;
        return this;
    }

    public StateBuilder resumesTo(Optional<RunPhase> interrupted) {
        resumesTo = interrupted;
        return this;
    }

    public StateBuilder sourceDrained(boolean drained) {
        sourceDrained = drained;
        return this;
    }

    public StateBuilder generations(List<GenerationRecord> all) {
        generations = Optional.of(all);
        return this;
    }

    public StateBuilder candidates(List<Candidate> all) {
        candidates = all;
        return this;
    }

    public StateBuilder champions(List<Champion> all) {
        champions = all;
        return this;
    }

    /** @param digest of one of the champions */
    public StateBuilder champion(Optional<String> digest) {
        champion = digest;
        return this;
    }

    public StateBuilder orders(List<PendingOrder> all) {
        orders = all;
        return this;
    }

    public StateBuilder teacherBehind(Optional<String> why) {
        teacherBehind = why;
        return this;
    }

    public StateBuilder pin(Optional<Pin> set) {
        pin = set;
        return this;
    }

    public StateBuilder carriedOut(List<String> marks) {
        carriedOut = marks;
        return this;
    }

    /** When it was declared, and its first generation with it, unless others are said. */
    public StateBuilder createdAt(Instant time) {
        createdAt = time;
        return this;
    }

    public StateBuilder updatedAt(Instant time) {
        updatedAt = time;
        return this;
    }

    public RunState build() {
        return new RunState(
                RunState.SCHEMA_VERSION,
                lifecycleVersion,
                declaration,
                revision,
                sequence,
                phase,
                resumesTo,
                sourceDrained,
                generations.orElseGet(() -> List.of(GenerationRecord.begun(
                        1, "declared", declaration.spec().teacher(), Optional.empty(), createdAt))),
                candidates,
                champions,
                champion,
                orders,
                comparisons,
                teacherBehind,
                pin,
                carriedOut,
                note,
                createdAt,
                updatedAt);
    }
}
