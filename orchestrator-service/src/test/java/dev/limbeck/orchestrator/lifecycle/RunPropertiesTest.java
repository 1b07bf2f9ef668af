package dev.limbeck.orchestrator.lifecycle;

import static dev.limbeck.orchestrator.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.PendingOrder;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeTry;
import net.jqwik.api.statistics.Statistics;

/** Whatever happens to a run, in whatever order and however often: what holds of it all the time. */
class RunPropertiesTest {
    private static final int INPUTS = 300;

    private final Set<String> ordered = new HashSet<>();
    private Optional<RunState> state = Optional.empty();
    private Instant now = NOW;
    private String lastPhase = "";

    @BeforeTry
    void anew() {
        ordered.clear();
        state = Optional.empty();
        now = NOW;
        lastPhase = "";
    }

    @Property(tries = 400)
    void aRunStaysOneThatCanBe(@ForAll long seed) {
        var world = new RandomWorld(new SplittableRandom(seed));
        for (int i = 0; i < INPUTS; i++) {
            now = now.plusSeconds(1);
            var input = world.next(state);
            var reduction = RunLifecycle.reduce(state, input, now);
            if (reduction.changed()) {
                check(input, reduction);
            } else {
                assertThat(reduction).isEqualTo(Reduction.unchanged(state));
            }
            state = reduction.state();
            world.given(reduction.orders());
        }
        state.ifPresent(end -> assertThat(ContractJson.read(ContractJson.write(end), RunState.class))
                .isEqualTo(end));
        // Of worlds in which nothing gets anywhere, nothing would be learnt.
        Statistics.label("a champion")
                .collect(state.filter(end -> end.champion().isPresent()).isPresent())
                .coverage(share -> share.check(true).percentage(percent -> percent > 50));
        Statistics.label("generations")
                .collect(state.map(end -> end.generations().size()));
        Statistics.label("end").collect(state.map(RunState::phase));
    }

    private void check(RunInput input, Reduction reduction) {
        var after = reduction.state().orElseThrow();
        assertThat(after.revision()).isEqualTo(state.map(RunState::revision).orElse(0L) + 1);
        checkHistory(reduction, after);
        checkOrders(reduction, after);
        checkCandidates(after);
        checkChampion(input, after);
        checkTeacherGuard(after);
        state.filter(before -> before.phase().isFinal())
                .ifPresent(before -> assertThat(after.phase()).isEqualTo(before.phase()));
        assertThat(after.resumesTo().isPresent()).isEqualTo(after.phase() == RunPhase.PAUSED);
    }

    private void checkHistory(Reduction reduction, RunState after) {
        long sequence = state.map(RunState::sequence).orElse(0L);
        for (RunHistoryEntry line : reduction.history()) {
            assertThat(line.sequence()).isEqualTo(++sequence);
            if (line.subject().equals("run")) {
                assertThat(line.from()).isEqualTo(lastPhase);
                lastPhase = line.to();
            }
        }
        assertThat(after.sequence()).isEqualTo(sequence);
        assertThat(after.phase().name()).isEqualTo(lastPhase);
    }

    private void checkOrders(Reduction reduction, RunState after) {
        for (RunOrder order : reduction.orders()) {
            assertThat(ordered.add(order.orderId() + "#" + order.attempt()))
                    .as("%s at attempt %d is given once", order.orderId(), order.attempt())
                    .isTrue();
            assertThat(order.attempt()).isBetween(1, Deadlines.ATTEMPTS);
            assertThat(after.phase() == RunPhase.PAUSED && !Refusals.movesChampion(order))
                    .as("%s is given in a pause", order.orderId())
                    .isFalse();
        }
        assertThat(after.orders().stream().map(PendingOrder::order).filter(Refusals::movesChampion))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(after.orders())
                .extracting(pending -> pending.order().orderId())
                .doesNotHaveDuplicates();
    }

    private static void checkCandidates(RunState after) {
        assertThat(after.candidates()).extracting(Candidate::digest).doesNotHaveDuplicates();
        assertThat(after.candidates().stream().filter(one -> one.phase() == Candidate.Phase.PROMOTING))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(after.candidates().stream().filter(one -> one.phase() != Candidate.Phase.PROMOTED))
                .hasSizeLessThanOrEqualTo(Remembering.CANDIDATES);
        if (after.phase() == RunPhase.COMPLETED || after.phase().isDistilling()) {
            boolean waited = after.orders().stream().map(PendingOrder::order).anyMatch(Refusals::movesChampion);
            assertThat(after.candidates())
                    .allMatch(one -> one.phase() != Candidate.Phase.EVALUATING || waited || isOrdered(after, one));
        }
    }

    private static boolean isOrdered(RunState state, Candidate candidate) {
        return state.orders().stream()
                .anyMatch(pending -> pending.order() instanceof RunOrder.Evaluate evaluate
                        && evaluate.candidate().digest().equals(candidate.digest()));
    }

    /** While the teacher is behind, nobody begins to be promoted; and only then do soft targets weigh less. */
    private void checkTeacherGuard(RunState after) {
        double weight = after.currentGeneration().adjustment().softTargetWeightFactor();
        assertThat(weight).isBetween(0.0, 1.0);
        assertThat(weight == 1 || after.teacherBehind().isPresent()).isTrue();
        state.filter(before -> before.teacherBehind().isPresent()
                        && after.teacherBehind().isPresent())
                .ifPresent(before -> assertThat(promoting(before)).containsAll(promoting(after)));
    }

    private static List<String> promoting(RunState state) {
        return state.candidates().stream()
                .filter(one -> one.phase() == Candidate.Phase.PROMOTING)
                .map(Candidate::digest)
                .toList();
    }

    private void checkChampion(RunInput input, RunState after) {
        assertThat(after.champions()).extracting(Champion::checkpointDigest).doesNotHaveDuplicates();
        after.champion()
                .ifPresent(digest -> assertThat(after.championWith(digest)).isPresent());
        if (!after.champion().equals(state.flatMap(RunState::champion))) {
            assertThat(Cause.of(input)).startsWith("champion-moved");
        }
    }
}
