package dev.limbeck.local.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What would come of a declaration.
 *
 * @param isNew whether there is no such run yet
 * @param generation that it would work on
 * @param students as the server describes them
 */
public record RunPlan(
        String run,
        @JsonProperty("new") boolean isNew,
        int generation,
        List<Topic> topics,
        List<JsonNode> students,
        List<String> warnings) {
    public RunPlan {
        topics = List.copyOf(topics);
        students = List.copyOf(students);
        warnings = List.copyOf(warnings);
    }

    /** @param exists whether it is there already, with whatever partitions */
    public record Topic(String name, int partitions, boolean exists) {}
}
