package dev.limbeck.network.torchscript;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.network.StepOutcome;
import dev.limbeck.network.objective.LossTerm;
import dev.limbeck.network.objective.Objective;
import dev.limbeck.network.objective.StepTensor;
import dev.limbeck.network.objective.Target;
import dev.limbeck.network.objective.TermSetting;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * The script of a whole training step, composed of a frame and an objective's terms. The one place that knows where in a
 * call each setting and tensor stands, and where in what it gives each term's value.
 */
public final class StepProgram {
    private final Objective objective;
    private final NetworkCall call;
    private final List<TermSetting> settings;
    private final List<StepTensor> tensors;
    private final String source;

    private StepProgram(Objective objective, NetworkCall call) {
        this.objective = objective;
        this.call = call;
        this.settings = objective.settings();
        this.tensors = objective.tensors();
        this.source = new StepScript()
                .call(call)
                .tensors(tensors)
                .settings(settings)
                .terms(objective.terms())
                .source();
    }

    public static StepProgram of(Objective objective, NetworkCall call) {
        return new StepProgram(objective, call);
    }

    /** How it calls the network. */
    public NetworkCall call() {
        return call;
    }

    /** SHA-256 of the script, before a network's class and buffers are filled in: it names the program in lineages. */
    public String digest() {
        return Sha256.hex(source.getBytes(StandardCharsets.UTF_8));
    }

    String source() {
        return source;
    }

    /** What a step is given of a batch, in order, between inputs and numbers. */
    public List<StepTensor> tensors() {
        return tensors;
    }

    /** What a step is given last: the objective's own settings, and those of the call. */
    public double[] numbers(StepSettings call) {
        return DoubleStream.concat(settings.stream().mapToDouble(TermSetting::value), Arrays.stream(call.numbers()))
                .toArray();
    }

    /**
     * What the numbers mean that a step gives.
     *
     * @param labelled whether some example of its batch had a hard label
     */
    public StepOutcome outcome(double[] given, boolean labelled) {
        var terms = new TreeMap<String, Double>();
        int at = 1;
        for (LossTerm term : objective.terms()) {
            double value = given[at++];
            if (term.target() == Target.SOFT ? objective.softTargetWeight() > 0 : labelled) {
                terms.put(term.name(), value);
            }
        }
        return new StepOutcome(given[0], terms, given[at], given[at + 1] == 1);
    }
}
