package dev.limbeck.orchestrator.view;

import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.WatchStatus;
import dev.limbeck.contract.status.WatchStatus.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * How a promoted student does on the live stream. Replicas watch partitions of their own, so what they see is weighted
 * by how many examples it is over.
 *
 * @param agreement with the teacher, in [0, 1]
 * @param accuracy where there are hard labels
 */
public record WatchedSample(Role role, double agreement, OptionalDouble accuracy) {

    static List<WatchedSample> of(List<PartStatus> replicas) {
        var watches = replicas.stream().flatMap(part -> part.watch().stream()).toList();
        var samples = new ArrayList<WatchedSample>();
        for (var role : Role.values()) {
            var agreement = mean(watches, role, one -> OptionalDouble.of(one.agreement()));
            if (agreement.isPresent()) {
                samples.add(new WatchedSample(
                        role, agreement.getAsDouble(), mean(watches, role, WatchStatus.WatchedStudent::accuracy)));
            }
        }
        return samples;
    }

    private static OptionalDouble mean(
            List<WatchStatus> watches, Role role, Function<WatchStatus.WatchedStudent, OptionalDouble> value) {
        double sum = 0;
        long examples = 0;
        for (var watch : watches) {
            for (var student : watch.watched()) {
                var known = value.apply(student);
                if (student.role() == role && known.isPresent() && watch.windowed() > 0) {
                    sum += known.getAsDouble() * watch.windowed();
                    examples += watch.windowed();
                }
            }
        }
        return examples == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / examples);
    }
}
