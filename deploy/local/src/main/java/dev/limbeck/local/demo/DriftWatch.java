package dev.limbeck.local.demo;

import dev.limbeck.contract.lifecycle.GenerationRecord;
import dev.limbeck.contract.lifecycle.Observations.Drift;
import dev.limbeck.contract.lifecycle.RunEvent.DriftDetected;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.status.PartStatus;
import dev.limbeck.contract.status.WatchStatus;
import dev.limbeck.contract.status.WatchStatus.Role;
import dev.limbeck.contract.status.WatchStatus.WatchedStudent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the watch on the live stream says before and after the style changes at a record. The demonstration has one
 * evaluator and watches every record, so that examples looked at are records.
 */
final class DriftWatch {
    private final long change;
    private final Map<String, WatchedStudent> newest = new HashMap<>();
    private final Map<String, WatchedStudent> onOldStyle = new HashMap<>();
    private Optional<String> championAtChange = Optional.empty();
    private Optional<WatchStatus> last = Optional.empty();

    DriftWatch(long change) {
        this.change = change;
    }

    void look(RunState run, List<PartStatus> parts) {
        parts.stream()
                .filter(part -> part.generation() == run.currentGeneration().number())
                .forEach(part -> part.watch().ifPresent(watch -> look(part.generation(), watch)));
    }

    private void look(int generation, WatchStatus watch) {
        last = Optional.of(watch);
        boolean old = generation == 1 && watch.examples() <= change;
        for (var student : watch.watched()) {
            newest.put(student.checkpointDigest(), student);
            if (old) {
                onOldStyle.put(student.checkpointDigest(), student);
            }
            if (old && student.role() == Role.CHAMPION) {
                championAtChange = Optional.of(student.checkpointDigest());
            }
        }
    }

    DemoReport.Drift report(RunState run) {
        return new DemoReport.Drift(
                change,
                noticed(run),
                championAtChange.map(digest -> seen("champion when it changed", digest)),
                now(Role.FROZEN).map(student -> seen("first champion, left alone", student.checkpointDigest())),
                now(Role.CHAMPION).map(student -> seen("champion now", student.checkpointDigest())));
    }

    private static Optional<DemoReport.Noticed> noticed(RunState run) {
        return run.generations().stream()
                .map(GenerationRecord::observations)
                .flatMap(one -> one.drifts().stream())
                .filter(Drift::followed)
                .map(Drift::detected)
                .findFirst()
                .map(DriftWatch::noticed);
    }

    private static DemoReport.Noticed noticed(DriftDetected drift) {
        return new DemoReport.Noticed(drift.signal().name(), drift.detector(), drift.examples());
    }

    private Optional<WatchedStudent> now(Role role) {
        return last.flatMap(watch -> watch.watched().stream()
                .filter(student -> student.role() == role)
                .findFirst());
    }

    private DemoReport.OnStream seen(String role, String digest) {
        var old = Optional.ofNullable(onOldStyle.get(digest));
        var now = Optional.ofNullable(newest.get(digest));
        return new DemoReport.OnStream(
                role,
                digest,
                old.map(WatchedStudent::agreement),
                now.map(WatchedStudent::agreement),
                old.flatMap(DriftWatch::accuracy),
                now.flatMap(DriftWatch::accuracy));
    }

    private static Optional<Double> accuracy(WatchedStudent student) {
        return student.accuracy().isPresent() ? Optional.of(student.accuracy().getAsDouble()) : Optional.empty();
    }
}
