package dev.limbeck.contract.artifact;

/**
 * What numbers were computed with. Under another one the same steps give other weights, if only by rounding.
 *
 * @param engine with its version, {@code PyTorch 2.7.1} for example
 * @param library that computes its convolutions, {@code oneDNN 3.7.1} for example
 * @param instructionSet that the library was allowed: {@code sse41}; where that is all, what it found, too
 * @param processor {@code AuthenticAMD 26/2} for example
 */
public record Arithmetic(String engine, String library, String instructionSet, String processor) {
    @Override
    public String toString() {
        return "%s, %s with %s on %s".formatted(engine, library, instructionSet, processor);
    }
}
