package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.GenerationRecord;
import dev.limbeck.contract.lifecycle.Pin;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.run.DistillationRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run's state while one input is worked in. It lives for one reduction and never leaves it; what it became, the
 * orders and the history come out at its end.
 */
final class Draft {
    private final RunState before;
    private final String cause;
    private final Instant now;
    private final List<RunHistoryEntry> lines = new ArrayList<>();

    private final List<GenerationRecord> generations;
    private final List<Candidate> candidates;
    private final List<Champion> champions;
    private final AwaitedOrders orders;
    private final RememberedCommands commands;
    private DistillationRun declaration;
    private RunPhase phase;
    private Optional<RunPhase> resumesTo;
    private boolean sourceDrained;
    private Optional<String> champion;
    private Optional<String> note;
    private Optional<String> teacherBehind;
    private Optional<Pin> pin;
    private long sequence;
    private long comparisons;

    Draft(RunState before, String cause, Instant now) {
        this.before = before;
        this.cause = cause;
        this.now = now;
        this.generations = new ArrayList<>(before.generations());
        this.candidates = new ArrayList<>(before.candidates());
        this.champions = new ArrayList<>(before.champions());
        this.orders = new AwaitedOrders(before.orders(), now);
        this.commands = new RememberedCommands(before.carriedOut());
        this.declaration = before.declaration();
        this.phase = before.phase();
        this.resumesTo = before.resumesTo();
        this.sourceDrained = before.sourceDrained();
        this.champion = before.champion();
        this.note = before.note();
        this.teacherBehind = before.teacherBehind();
        this.pin = before.pin();
        this.sequence = before.sequence();
        this.comparisons = before.comparisons();
    }

    Instant now() {
        return now;
    }

    /** Of the state to be. */
    long revision() {
        return before.revision() + 1;
    }

    String run() {
        return declaration.name();
    }

    DistillationRun declaration() {
        return declaration;
    }

    void declare(DistillationRun anew) {
        declaration = anew;
    }

    RunPhase phase() {
        return phase;
    }

    /** The phase that facts move: while the run is paused, the one that it comes back to. */
    RunPhase active() {
        return resumesTo.orElse(phase);
    }

    /** Of a run that is paused, what it comes back to is moved, unless it ends. */
    void move(RunPhase to, String why) {
        if (phase == RunPhase.PAUSED && !to.isFinal()) {
            resumesTo = Optional.of(to);
            remark("%s It goes on in %s when it is resumed.".formatted(why, to));
            return;
        }
        line("run", phase.name(), to.name(), why);
        note = to.isFinal() && to != RunPhase.COMPLETED ? Optional.of(why) : Optional.empty();
        phase = to;
        resumesTo = Optional.empty();
    }

    void pause(String why) {
        var interrupted = phase;
        move(RunPhase.PAUSED, why);
        resumesTo = Optional.of(interrupted);
        note = Optional.of(why);
    }

    void resume() {
        var to = active();
        line("run", phase.name(), to.name(), "Goes on where it was paused.");
        phase = to;
        resumesTo = Optional.empty();
        note = Optional.empty();
    }

    /** A line about something that leaves the run in its phase. */
    void remark(String text) {
        line("run", phase.name(), phase.name(), text);
    }

    void stands(String why) {
        note = Optional.of(why);
    }

    /** Why nothing is promoted, if it is so. */
    Optional<String> teacherBehind() {
        return teacherBehind;
    }

    void teacherFellBehind(String why) {
        teacherBehind = Optional.of(why);
    }

    void teacherCaughtUp() {
        teacherBehind = Optional.empty();
    }

    /** That a person has decided who is champion, as long as it holds. */
    Optional<Pin> pin() {
        return pin;
    }

    void pin(Pin anew) {
        pin = Optional.of(anew);
    }

    void unpin() {
        pin = Optional.empty();
    }

    private void line(String subject, String from, String to, String text) {
        sequence++;
        lines.add(new RunHistoryEntry(run(), sequence, now, subject, from, to, cause, text));
    }

    void begun() {
        line("run", "", phase.name(), "The run is declared.");
    }

    boolean isSourceDrained() {
        return sourceDrained;
    }

    void sourceDrained(boolean drained) {
        sourceDrained = drained;
    }

    List<GenerationRecord> generations() {
        return generations;
    }

    GenerationRecord generation() {
        return generations.get(generations.size() - 1);
    }

    void generation(GenerationRecord updated) {
        generations.replaceAll(one -> one.number() == updated.number() ? updated : one);
    }

    /** Snapshot, oldest first. */
    List<Candidate> candidates() {
        return List.copyOf(candidates);
    }

    Optional<Candidate> candidate(String digest) {
        return candidates.stream().filter(one -> one.digest().equals(digest)).findFirst();
    }

    void enter(Candidate candidate, String why) {
        candidates.add(candidate);
        line(subject(candidate), "", candidate.phase().name(), why);
    }

    void forget(Candidate candidate) {
        candidates.remove(candidate);
    }

    /** Same phase, without a line of history. */
    void update(Candidate updated) {
        candidates.replaceAll(one -> one.digest().equals(updated.digest()) ? updated : one);
    }

    void move(Candidate candidate, Candidate.Phase to, String why) {
        update(candidate.in(to, Optional.of(why), now));
        line(subject(candidate), candidate.phase().name(), to.name(), why);
    }

    void remark(Candidate candidate, String text) {
        line(subject(candidate), candidate.phase().name(), candidate.phase().name(), text);
    }

    private static String subject(Candidate candidate) {
        var checkpoint = candidate.checkpoint();
        return "g%d/%s/%s".formatted(checkpoint.generation(), checkpoint.student(), checkpoint.checkpointId());
    }

    Optional<String> champion() {
        return champion;
    }

    Optional<Champion> currentChampion() {
        return champion.flatMap(digest -> champions.stream()
                .filter(one -> one.checkpointDigest().equals(digest))
                .findFirst());
    }

    /** Whether no student was promoted after it. */
    boolean isNewestChampion(String digest) {
        return champions.get(champions.size() - 1).checkpointDigest().equals(digest);
    }

    List<Champion> champions() {
        return champions;
    }

    void crown(Champion promoted) {
        champions.add(promoted);
    }

    void pointAt(String digest) {
        champion = Optional.of(digest);
    }

    /** Number of the next comparison with a champion. It goes on over generations and roll-backs. */
    long nextComparison() {
        return comparisons + 1;
    }

    void compared() {
        comparisons++;
    }

    AwaitedOrders orders() {
        return orders;
    }

    RememberedCommands commands() {
        return commands;
    }

    Reduction reduction() {
        var same = state(before.revision(), before.updatedAt());
        if (same.equals(before)) {
            return Reduction.unchanged(Optional.of(before));
        }
        return new Reduction(Optional.of(state(revision(), now)), true, orders.given(), lines);
    }

    private RunState state(long revision, Instant updatedAt) {
        return new RunState(
                before.schemaVersion(),
                before.lifecycleVersion(),
                declaration,
                revision,
                sequence,
                phase,
                resumesTo,
                sourceDrained,
                generations,
                candidates,
                champions,
                champion,
                orders.pending(),
                comparisons,
                teacherBehind,
                pin,
                commands.marks(),
                note,
                before.createdAt(),
                updatedAt);
    }
}
