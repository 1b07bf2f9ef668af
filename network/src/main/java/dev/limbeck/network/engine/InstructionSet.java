package dev.limbeck.network.engine;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The instructions that oneDNN, which computes PyTorch's convolutions, may generate code of.
 *
 * @param label in lower case; {@code all} is whatever the processor has
 */
public record InstructionSet(String label) {
    /** System property, and setting of the services, by which an operator chooses. */
    public static final String SETTING = "limbeck.engine.instruction-set";
    /** What oneDNN itself reads, once, when it is loaded. */
    public static final String VARIABLE = "ONEDNN_MAX_CPU_ISA";

    public static final InstructionSet ALL = new InstructionSet("all");
    private static final InstructionSet SSE41 = new InstructionSet("sse41");

    private static final String AUTOMATIC = "auto";
    private static final List<InstructionSet> LADDER =
            List.of(ALL, new InstructionSet("avx2"), new InstructionSet("avx"), SSE41);
    private static final List<InstructionSet> ALLOWED =
            List.of(ALL, new InstructionSet("avx512_core"), LADDER.get(1), LADDER.get(2), SSE41);

    @JsonCreator
    public static InstructionSet of(String label) {
        return new InstructionSet(label);
    }

    /** What may be tried, the fastest first. Only x86 has more than one of them. */
    public static List<InstructionSet> ladder(String architecture) {
        return architecture.equals("amd64") || architecture.equals("x86_64") ? LADDER : List.of(ALL);
    }

    /**
     * What is to be tried where somebody may have chosen: that alone, or the ladder.
     *
     * @param setting value of {@link #SETTING}, which wins
     * @param variable value of {@link #VARIABLE}, which may be any that oneDNN knows
     * @throws IllegalArgumentException when the setting is none of those allowed
     */
    public static List<InstructionSet> toTry(Optional<String> setting, Optional<String> variable, String architecture) {
        return setting.map(InstructionSet::lower)
                .map(chosen -> chosen.equals(AUTOMATIC) ? ladder(architecture) : List.of(allowed(chosen)))
                .or(() -> variable.map(InstructionSet::lower).map(cap -> List.of(new InstructionSet(cap))))
                .orElseGet(() -> ladder(architecture));
    }

    private static InstructionSet allowed(String chosen) {
        return ALLOWED.stream()
                .filter(one -> one.label.equals(chosen))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s is %s, allowed are %s"
                        .formatted(
                                SETTING,
                                chosen,
                                Stream.concat(
                                                Stream.of(AUTOMATIC),
                                                ALLOWED.stream().map(InstructionSet::label))
                                        .collect(joining(", ")))));
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** The value of {@link #VARIABLE}. */
    public String cap() {
        return label.toUpperCase(Locale.ROOT);
    }

    @JsonValue
    @Override
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }
}
