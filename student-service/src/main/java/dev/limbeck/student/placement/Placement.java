package dev.limbeck.student.placement;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.limbeck.contract.topic.RunTopics;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;

/**
 * The share of all students that is this replica's. A student belongs to the partition that its name hashes to, as every
 * replica reckons alike.
 */
public record Placement(Set<Integer> partitions) {
    public static final Placement NOTHING = new Placement(Set.of());

    public Placement {
        partitions = Set.copyOf(partitions);
    }

    public boolean has(String run, String student) {
        return partitions.contains(partitionOf(run, student));
    }

    static int partitionOf(String run, String student) {
        return Utils.toPositive(Utils.murmur2((run + "/" + student).getBytes(UTF_8))) % RunTopics.RUN_PARTITIONS;
    }
}
