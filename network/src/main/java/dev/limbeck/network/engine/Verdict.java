package dev.limbeck.network.engine;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.limbeck.contract.artifact.Arithmetic;
import dev.limbeck.contract.json.Kept;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the self-test found on a machine: the first instruction set that is right, and why those before it are not used.
 *
 * @param subject what was tested
 * @param attempts in the order they were made; all but the last have failed
 */
@Kept("a verdict on the engine")
public record Verdict(Subject subject, List<Attempt> attempts) {
    public Verdict {
        attempts = List.copyOf(attempts);
    }

    /** Climbs down until an instruction set is right. */
    static Verdict of(Subject subject, Probe probe) {
        var attempts = new ArrayList<Attempt>();
        for (InstructionSet rung : subject.ladder()) {
            attempts.add(probe.run(rung));
            if (attempts.get(attempts.size() - 1).isRight()) {
                break;
            }
        }
        return new Verdict(subject, attempts);
    }

    /** The attempt that was right. */
    @JsonIgnore
    public Optional<Attempt> accepted() {
        return attempts.stream().filter(Attempt::isRight).findFirst();
    }

    /** Those before it. */
    @JsonIgnore
    public List<Attempt> rejected() {
        return attempts.stream().filter(attempt -> !attempt.isRight()).toList();
    }

    /** @throws UnsoundEngineException naming what differed, when nothing was right */
    Attempt required() {
        return accepted()
                .orElseThrow(() -> new UnsoundEngineException(
                        "PyTorch does not compute rightly on this machine, so nothing is started: "
                                + rejected().stream().map(Attempt::toString).collect(joining("; "))));
    }

    /**
     * What is computed with here.
     *
     * @throws UnsoundEngineException when nothing was right
     */
    public Arithmetic arithmetic() {
        Attempt right = required();
        boolean all = right.instructionSet().equals(InstructionSet.ALL);
        return new Arithmetic(
                subject.library(),
                right.library(),
                right.instructionSet() + (all ? ": " + right.effective() : ""),
                Processor.name(subject.processor()));
    }

    /** One without a right answer, or that a busy machine may have decided, is not to be relied on again. */
    @JsonIgnore
    boolean isToKeep() {
        return accepted().isPresent()
                && attempts.stream().noneMatch(attempt -> attempt.outcome() == Attempt.Outcome.HUNG);
    }
}
