package dev.limbeck.contract.signature;

import static dev.limbeck.contract.field.InvalidField.require;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.contract.task.Task;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What goes into a run's networks and what comes out. A record that decodes but does not fit is as unusable as one that
 * does not decode.
 *
 * @param inputs by name, at least one
 */
public record Signature(SortedMap<String, InputDeclaration> inputs, Task task) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    public Signature {
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
        requireNonNull(task, "task");
        require(inputs.size() <= Inputs.MAX_COUNT, "inputs", inputs.size() + " of them", "at most " + Inputs.MAX_COUNT);
        inputs.keySet().forEach(Signature::requireName);
        require(!inputs.isEmpty(), "inputs", "empty", "at least one input");
    }

    /** The form of an argument's name, for that is what it is in a network. */
    private static void requireName(String name) {
        require(
                NAME.matcher(name).matches(),
                "inputs",
                name,
                "names of 1 to %d letters, digits and underscores that do not begin with a digit"
                        .formatted(Inputs.MAX_NAME_BYTES));
    }

    /** Of one input, under the name that an only one has. */
    public static Signature of(InputDeclaration input, Task task) {
        return new Signature(new TreeMap<>(Map.of(Inputs.ONLY, input)), task);
    }

    /** Of one input that is told apart into classes. */
    public static Signature ofClasses(Shape shape, int classes, Normalisation normalisation) {
        return of(new InputDeclaration(shape, normalisation), new Classification(classes));
    }

    /** The only input, where it has no name of its own, one shape, and may be of any quantities. */
    Optional<InputDeclaration> withoutName() {
        return inputs.size() == 1
                ? Optional.ofNullable(inputs.get(Inputs.ONLY))
                        .filter(only -> only.type().isEmpty() && !only.varies())
                : Optional.empty();
    }

    /**
     * The one input there is.
     *
     * @throws IllegalStateException when there are several
     */
    public InputDeclaration only() {
        if (inputs.size() > 1) {
            throw new IllegalStateException("there are several inputs: " + inputs.keySet());
        }
        return inputs.values().iterator().next();
    }

    /** Whether it is one input of quantities, of one shape, without a name or a type, and classes: once there was nothing else. */
    @JsonIgnore
    public boolean isOfClassesAlone() {
        return withoutName().isPresent() && task.asClasses().isPresent();
    }

    /**
     * Whether a network of this signature can be run where the other one is declared. Of inputs the shapes count, and
     * whether they are quantities: how they are normalised is the network's own affair.
     */
    public boolean isServedAs(Signature declared) {
        return inputs.keySet().equals(declared.inputs.keySet())
                && inputs.entrySet().stream().allMatch(input -> input.getValue()
                        .isServedAs(requireNonNull(declared.inputs.get(input.getKey()))))
                && task.hasFormOf(declared.task);
    }

    /** Inputs by name, as text, each as {@link InputDeclaration#form} says it; without a name where the only one has none. */
    public String shapes() {
        return inputs.size() == 1 && inputs.containsKey(Inputs.ONLY)
                ? only().form()
                : inputs.entrySet().stream()
                        .map(input -> "%s %s"
                                .formatted(input.getKey(), input.getValue().form()))
                        .collect(joining(", "));
    }

    /** Why an example of this run is unusable: its record or its soft target does not fit. */
    public Optional<Rejection> misfit(DistillationExample example) {
        return misfit(example.record())
                .or(() -> task.misfit(example.softTarget().output()));
    }

    /** Why a record of this run is unusable. */
    public Optional<Rejection> misfit(ProductionRecord record) {
        return misfit(record.inputs()).or(() -> record.hardLabel().flatMap(task::misfit));
    }

    private Optional<Rejection> misfit(Inputs given) {
        if (!given.byName().keySet().equals(inputs.keySet())) {
            return Optional.of(new Rejection(
                    RejectionReason.INPUT_NAMES,
                    "expected inputs %s, got %s"
                            .formatted(inputs.keySet(), given.byName().keySet())));
        }
        for (var declared : inputs.entrySet()) {
            var misfit = declared.getValue().misfit(declared.getKey(), given.get(declared.getKey()));
            if (misfit.isPresent()) {
                return misfit;
            }
        }
        return Optional.empty();
    }
}
