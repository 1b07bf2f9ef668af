package dev.limbeck.local.view;

import dev.limbeck.contract.lifecycle.Candidate;
import java.util.List;
import java.util.stream.Collectors;

/** The ways in which a person may name a checkpoint. */
public record CheckpointName(int generation, String student, String checkpointId, String digest) {
    private static final int SHORTEST_DIGEST = 4;

    public static CheckpointName of(Candidate candidate) {
        var checkpoint = candidate.checkpoint();
        return new CheckpointName(
                checkpoint.generation(), checkpoint.student(), checkpoint.checkpointId(), candidate.digest());
    }

    /**
     * The one that is meant.
     *
     * @param what they are, for the error
     * @throws IllegalArgumentException when it is none of them, or may be several
     */
    public static CheckpointName find(String typed, List<CheckpointName> among, String what) {
        var meant = among.stream().filter(name -> name.matches(typed)).toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        if (meant.isEmpty()) {
            throw new IllegalArgumentException("CHECKPOINT is %s, but there is no such %s%s"
                    .formatted(typed, what, among.isEmpty() ? "" : "; there are " + list(among)));
        }
        throw new IllegalArgumentException("CHECKPOINT is %s, but that may be %s".formatted(typed, list(meant)));
    }

    private boolean matches(String typed) {
        return typed.equals(checkpointId)
                || typed.equals(student + "/" + checkpointId)
                || typed.equals(toString())
                || (typed.length() >= SHORTEST_DIGEST && digest.startsWith(typed));
    }

    private static String list(List<CheckpointName> names) {
        return names.stream()
                .map(name -> "%s (%s)".formatted(name, Cells.digest(name.digest())))
                .collect(Collectors.joining(", "));
    }

    /** As histories have it. */
    @Override
    public String toString() {
        return "g%d/%s/%s".formatted(generation, student, checkpointId);
    }
}
