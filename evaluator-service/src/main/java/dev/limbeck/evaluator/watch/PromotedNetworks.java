package dev.limbeck.evaluator.watch;

import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.evaluator.promotion.Champions;
import dev.limbeck.network.Answer;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.UnusableNetworkException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The networks of promoted students, open as long as they are watched, each once. One whose folder is damaged is told of
 * and left out, until somebody else is watched. For one thread.
 */
public final class PromotedNetworks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PromotedNetworks.class);

    private final Champions champions;
    private final NetworkRuntime runtime;
    private final Signature input;
    private final Map<String, InferenceNetwork> open = new HashMap<>();
    private Set<String> wanted = Set.of();

    public PromotedNetworks(Champions champions, Signature input) {
        this.champions = champions;
        this.runtime = champions.runtime();
        this.input = input;
    }

    /** From now on these answer, and nobody else. */
    public void follow(Watched watched) {
        var digests = watched.all().stream().map(Champion::checkpointDigest).collect(Collectors.toSet());
        if (digests.equals(wanted)) {
            return;
        }
        wanted = digests;
        var unwanted = new HashSet<>(open.keySet());
        unwanted.removeAll(digests);
        unwanted.forEach(digest -> open.remove(digest).close());
        for (var champion : watched.all()) {
            if (!open.containsKey(champion.checkpointDigest())) {
                open(champion);
            }
        }
    }

    private void open(Champion champion) {
        try {
            var defect = champions.defectOf(champion);
            if (defect.isPresent()) {
                LOG.error("{} is not watched: {}", champion.location(), defect.get());
            } else {
                open.put(champion.checkpointDigest(), runtime.open(champions.network(champion), input));
            }
        } catch (UnusableNetworkException | UncheckedIOException unusable) {
            LOG.error("{} is not watched: {}", champion.location(), unusable.getMessage());
        }
    }

    /**
     * What each says of each input, by the digest of its checkpoint; NaN where it raises.
     *
     * @param inputs at least one
     */
    public Map<String, List<Output>> outputs(List<Inputs> inputs) {
        return open.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> outputs(entry.getValue(), inputs)));
    }

    private List<Output> outputs(InferenceNetwork network, List<Inputs> batch) {
        return Answer.of(network, batch).stream()
                .map(answer -> answer instanceof Answer.Given given ? given.output() : noOpinion())
                .toList();
    }

    private Output noOpinion() {
        float[] none = new float[input.task().width()];
        Arrays.fill(none, Float.NaN);
        return Output.takeOwnershipOf(none);
    }

    @Override
    public void close() {
        open.values().forEach(InferenceNetwork::close);
        open.clear();
        wanted = Set.of();
    }
}
