package dev.limbeck.local.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What would come of a declaration.
 *
 * @param isNew whether there is no such run yet
 * @param generation that it would work on
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

    /** @param examples topic that it learns from */
    public record Student(String name, String network, boolean control, String examples) {}

    /** @param exists whether it is there already, with whatever partitions */
    public record Topic(String name, int partitions, boolean exists) {}
}
