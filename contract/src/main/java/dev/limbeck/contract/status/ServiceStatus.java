package dev.limbeck.contract.status;

import java.util.List;

/** All that a teacher or student service works on, of all runs. */
public record ServiceStatus(List<PartStatus> parts) {
    public ServiceStatus {
        parts = List.copyOf(parts);
    }
}
