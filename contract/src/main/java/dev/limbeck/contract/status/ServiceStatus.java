package dev.limbeck.contract.status;

import dev.limbeck.contract.artifact.Arithmetic;
import java.util.List;
import java.util.Optional;

/**
 * All that a teacher or student service works on, of all runs.
 *
 * @param arithmetic what it computes with; absent from services of before it was named
 */
public record ServiceStatus(List<PartStatus> parts, Optional<Arithmetic> arithmetic) {
    public ServiceStatus {
        parts = List.copyOf(parts);
    }
}
