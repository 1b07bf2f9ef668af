package dev.limbeck.student.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.checkpoint.ReplayCounts;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.run.ReplaySpec;
import dev.limbeck.contract.task.Task;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Earlier examples of a student, evenly over the strata of its task. What is kept and what is drawn follows from the seed, the number
 * of the mini-batch and the examples trained on, so that a repetition sees the same examples again and no random state is
 * to be saved. {@link Random} is used for its numbers are specified for all times and platforms.
 */
public final class ReplayBuffer {
    private final ReplaySpec spec;
    private final long seed;
    private final ClassBalancedReservoir<DistillationExample> reservoir;

    /** @param task by whose strata examples are kept */
    public ReplayBuffer(ReplaySpec spec, Task task, long seed) {
        this.spec = spec;
        this.seed = seed;
        this.reservoir = new ClassBalancedReservoir<>(
                spec.capacity(),
                example -> task.stratum(
                        example.record().hardLabel(), example.softTarget().output()));
    }

    /** An example that is kept, until the buffer changes. */
    public record Replayed(ClassBalancedReservoir.Place place, DistillationExample example) {}

    /**
     * What the buffer holds.
     *
     * @param examples by stratum, the lowest first
     * @param counts absent where nothing is replayed
     */
    public record Contents(List<DistillationExample> examples, Optional<ReplayCounts> counts) {
        public static final Contents NONE = new Contents(List.of(), Optional.empty());

        public Contents {
            examples = List.copyOf(examples);
        }
    }

    /** What is to be random about a mini-batch. */
    private enum Purpose {
        DRAW,
        KEEP
    }

    private boolean isOff() {
        return spec.capacity() == 0;
    }

    /**
     * Draws what is to be seen again with a mini-batch, so that it is the declared share of both together; less while the
     * buffer has not as many.
     *
     * @param batch number of the mini-batch
     * @param examples of the stream in it
     */
    public List<Replayed> draw(long batch, int examples) {
        if (isOff()) {
            return List.of();
        }
        int wanted = Math.toIntExact(Math.round(examples * spec.share() / (1 - spec.share())));
        return reservoir.draw(wanted, random(batch, Purpose.DRAW)).stream()
                .map(place -> new Replayed(place, reservoir.at(place)))
                .toList();
    }

    /** Forgets what was drawn. To be called before anything else changes. */
    public void drop(Collection<Replayed> useless) {
        reservoir.drop(useless.stream().map(Replayed::place).toList());
    }

    /** Takes in what was learnt from, or leaves it. */
    public void offer(long batch, List<DistillationExample> examples) {
        if (isOff()) {
            return;
        }
        Random random = random(batch, Purpose.KEEP);
        examples.forEach(example -> reservoir.offer(example, random));
    }

    public Contents contents() {
        if (isOff()) {
            return Contents.NONE;
        }
        var all = reservoir.contents();
        return new Contents(all.kept(), Optional.of(all.counts()));
    }

    /** Takes over what a checkpoint has, in the place of all there is. */
    public void restore(Contents contents) {
        contents.counts()
                .ifPresent(counts ->
                        reservoir.restore(new ClassBalancedReservoir.Contents<>(contents.examples(), counts)));
    }

    private Random random(long batch, Purpose purpose) {
        byte[] key = "%d/%d/%s".formatted(seed, batch, purpose.name()).getBytes(UTF_8);
        return new Random(Sha256.word(0, ByteBuffer.wrap(key)));
    }
}
