package dev.limbeck.network.engine;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.json.ContractJson;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a verdict is about: with any other of these, it is not known whether the engine is right.
 *
 * @param selfTest version of the test itself
 * @param library native library and what binds it to Java
 * @param processor what the processor says of itself
 * @param threads of one tensor operation
 * @param environment variables that change what the library does
 * @param ladder what may be tried, in order
 */
public record Subject(
        int selfTest,
        String library,
        SortedMap<String, String> processor,
        int threads,
        SortedMap<String, String> environment,
        List<InstructionSet> ladder) {
    /** Raised with each change of the self-test after which machines are to be tested anew. */
    private static final int SELF_TEST = 2;

    private static final List<String> RELEVANT =
            List.of("ONEDNN_", "DNNL_", "MKL_", "ATEN_", "OMP_", "GOMP_", "KMP_", "PYTORCH_", "GLIBC_TUNABLES");

    public Subject {
        processor = new TreeMap<>(processor);
        environment = new TreeMap<>(environment);
        ladder = List.copyOf(ladder);
    }

    /** With what of the environment changes arithmetic. */
    public static Subject of(
            String library,
            SortedMap<String, String> processor,
            int threads,
            Map<String, String> environment,
            List<InstructionSet> ladder) {
        var relevant = new TreeMap<>(environment);
        relevant.keySet()
                .removeIf(name -> name.equals(InstructionSet.VARIABLE)
                        || Stream.of(RELEVANT).flatMap(List::stream).noneMatch(name::startsWith));
        return new Subject(SELF_TEST, library, processor, threads, relevant, ladder);
    }

    /** A name for a file, another one for each subject. */
    String digest() {
        return Sha256.hex(ContractJson.writeCanonical(this)).substring(0, 16);
    }
}
