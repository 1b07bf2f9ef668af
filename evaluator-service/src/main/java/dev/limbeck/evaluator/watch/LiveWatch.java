package dev.limbeck.evaluator.watch;

import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.status.WatchStatus;
import dev.limbeck.evaluator.promotion.Champions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A {@link StreamWatch} and the networks that it asks. For one thread. */
public final class LiveWatch implements AutoCloseable {
    private final StreamWatch watch;
    private final PromotedNetworks networks;
    private long revision = -1;

    /** @param part of the generation's partitions that is watched here */
    public LiveWatch(Generation generation, double part, Champions champions, Clock clock) {
        this.watch = new StreamWatch(generation, part, clock);
        this.networks = new PromotedNetworks(champions, generation.spec().signature());
    }

    /** The run stands like this from now on. */
    public void follow(RunState state) {
        if (state.revision() != revision) {
            revision = state.revision();
            watch.follow(state);
            networks.follow(watch.watched());
        }
    }

    /**
     * Takes a batch of examples.
     *
     * @param batch at least one
     * @return what has happened at them
     */
    public List<RunEvent> look(List<WatchedExample> batch) {
        var logits = networks.outputs(
                batch.stream().map(one -> one.example().record().inputs()).toList());
        var events = new ArrayList<RunEvent>();
        for (int i = 0; i < batch.size(); i++) {
            events.addAll(watch.look(batch.get(i), answersTo(i, logits)));
        }
        return events;
    }

    private static Map<String, Output> answersTo(int example, Map<String, List<Output>> logits) {
        var answers = new HashMap<String, Output>();
        logits.forEach((digest, ofAll) -> answers.put(digest, ofAll.get(example)));
        return answers;
    }

    public WatchStatus status() {
        return watch.status();
    }

    @Override
    public void close() {
        networks.close();
    }
}
