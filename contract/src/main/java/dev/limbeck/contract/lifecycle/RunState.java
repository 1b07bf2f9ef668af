package dev.limbeck.contract.lifecycle;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.json.Kept;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.StudentSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run as it stands, desired and observed. Services do what it says; the orchestrator alone writes it.
 *
 * @param schemaVersion of this document
 * @param lifecycleVersion of the rules by which the run moves; reading a state of an earlier schema brings it to later
 *     rules
 * @param revision one higher with every change
 * @param sequence of the newest line of its history
 * @param resumesTo the phase that {@link RunPhase#PAUSED} interrupted
 * @param sourceDrained whether, while draining, all that is to be labelled is
 * @param candidates the newest, and all that were promoted, oldest first
 * @param champions promoted ones, oldest first
 * @param champion digest of the one the link points at
 * @param comparisons of candidates with a champion so far: each has spent its share of the error budget
 * @param teacherBehind why nothing is promoted although students learn: the teacher itself is not good enough now
 * @param pin that a person has set on the champion: nothing is promoted while it holds
 * @param carriedOut ids of the newest commands, each behind its {@link CommandMark}
 * @param note why it stands still or has failed, one sentence
 */
@Kept(
        value = "a run's state",
        key = "schemaVersion",
        version = RunState.SCHEMA_VERSION,
        earlier = {FirstStateVersion.class, SecondStateVersion.class, ThirdStateVersion.class})
public record RunState(
        int schemaVersion,
        int lifecycleVersion,
        DistillationRun declaration,
        long revision,
        long sequence,
        RunPhase phase,
        Optional<RunPhase> resumesTo,
        boolean sourceDrained,
        List<GenerationRecord> generations,
        List<Candidate> candidates,
        List<Champion> champions,
        Optional<String> champion,
        List<PendingOrder> orders,
        long comparisons,
        Optional<String> teacherBehind,
        Optional<Pin> pin,
        List<String> carriedOut,
        Optional<String> note,
        Instant createdAt,
        Instant updatedAt) {
    public static final int SCHEMA_VERSION = 4;

    public RunState {
        generations = List.copyOf(generations);
        candidates = List.copyOf(candidates);
        champions = List.copyOf(champions);
        orders = List.copyOf(orders);
        carriedOut = List.copyOf(carriedOut);
    }

    @JsonIgnore
    public String run() {
        return declaration.name();
    }

    /** The one that is worked on. */
    @JsonIgnore
    public Generation generation() {
        return new Generation(declaration, currentGeneration().number());
    }

    @JsonIgnore
    public GenerationRecord currentGeneration() {
        return generations.get(generations.size() - 1);
    }

    @JsonIgnore
    public Optional<TeacherPublished> teacher() {
        return currentGeneration().teacher();
    }

    @JsonIgnore
    public Optional<Champion> currentChampion() {
        return champion.flatMap(this::championWith);
    }

    /** The newest one promoted before the present that was not rolled back from because it fell. */
    @JsonIgnore
    public Optional<Champion> previousChampion() {
        return currentChampion().flatMap(present -> champions.subList(0, champions.indexOf(present)).stream()
                .filter(one -> generations.stream()
                        .noneMatch(
                                generation -> generation.observations().falls().get(one.checkpointDigest())
                                        == Observations.Fall.ROLLED_BACK))
                .reduce((older, newer) -> newer));
    }

    public Optional<Champion> championWith(String digest) {
        return champions.stream()
                .filter(one -> one.checkpointDigest().equals(digest))
                .findFirst();
    }

    public Optional<Candidate> candidate(String digest) {
        return candidates.stream().filter(one -> one.digest().equals(digest)).findFirst();
    }

    /** Students of the generation whose work is not given up. */
    @JsonIgnore
    public List<StudentSpec> learning() {
        var observations = currentGeneration().observations();
        return declaration.spec().students().stream()
                .filter(student -> observations.givenUp(student.name()).isEmpty())
                .toList();
    }

    /** Whether teachers are to label now. */
    @JsonIgnore
    public boolean isLabelling() {
        return phase.isDistilling() && !sourceDrained;
    }
}
