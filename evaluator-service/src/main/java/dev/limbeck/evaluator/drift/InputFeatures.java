package dev.limbeck.evaluator.drift;

import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.signature.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The features of all inputs of a record, one input after the other. */
public final class InputFeatures {
    private final SortedMap<String, TensorFeatures> byInput = new TreeMap<>();
    private final List<String> names = new ArrayList<>();

    public InputFeatures(Signature declared) {
        declared.inputs().forEach((input, declaration) -> {
            var features = new TensorFeatures(declaration.declaredShape());
            byInput.put(input, features);
            String of = declared.inputs().size() == 1 ? "" : " of " + input;
            features.names().forEach(name -> names.add(name + of));
        });
    }

    /** In the order of {@link #of}. */
    List<String> names() {
        return names;
    }

    /** @param inputs as declared; in their own units, not normalised */
    double[] of(Inputs inputs) {
        double[] all = new double[names.size()];
        int at = 0;
        for (var input : byInput.entrySet()) {
            double[] features = input.getValue().of(inputs.get(input.getKey()));
            System.arraycopy(features, 0, all, at, features.length);
            at += features.length;
        }
        return all;
    }
}
