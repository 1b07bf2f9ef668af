package dev.limbeck.contract.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What would come of a declaration.
 *
 * @param isNew whether no run of this name is declared yet
 * @param generation the run would work on
 * @param warnings one sentence each
 */
public record RunPlan(
        String run,
        @JsonProperty("new") boolean isNew,
        int generation,
        List<Topic> topics,
        List<Student> students,
        List<String> warnings) {
    public RunPlan {
        topics = List.copyOf(topics);
        students = List.copyOf(students);
        warnings = List.copyOf(warnings);
    }

    /** @param partitions it has, or would be created with */
    public record Topic(String name, int partitions, boolean exists) {}

    /**
     * A student as it would be trained.
     *
     * @param control whether it has no teacher
     * @param examples topic it learns from
     */
    public record Student(String name, String network, boolean control, String examples) {}
}
