package dev.limbeck.local.demo;

import dev.limbeck.contract.lifecycle.GenerationRecord;
import dev.limbeck.contract.lifecycle.Observations.Drift;
import dev.limbeck.contract.lifecycle.RunEvent.DriftDetected;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.status.WatchStatus;
import dev.limbeck.contract.status.WatchStatus.Role;
import dev.limbeck.contract.status.WatchStatus.WatchedStudent;
import dev.limbeck.contract.topic.RunTopics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the watch on the live stream says before and after the style changes at a record. The demonstration has one
 * evaluator.
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

    void look(DemoState state) {
        state.watches().forEach(watch -> look(state.produced() <= change, watch));
    }

    /** @param old whether nothing of the other style has been streamed yet */
    private void look(boolean old, WatchStatus watch) {
        last = Optional.of(watch);
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

    /** Whether a champion was seen before the change. */
    boolean hasSeenChampion() {
        return championAtChange.isPresent();
    }

    DemoReport.Drift report(RunState run, ExampleIndex index) {
        return new DemoReport.Drift(
                change,
                noticed(run, index),
                championAtChange.map(digest -> seen("champion when it changed", digest)),
                now(Role.FROZEN).map(student -> seen("first champion, left alone", student.checkpointDigest())),
                now(Role.CHAMPION).map(student -> seen("champion now", student.checkpointDigest())));
    }

    private static Optional<DemoReport.Noticed> noticed(RunState run, ExampleIndex index) {
        return run.generations().stream()
                .map(GenerationRecord::observations)
                .flatMap(one -> one.drifts().stream())
                .filter(Drift::followed)
                .map(Drift::detected)
                .findFirst()
                .map(drift -> noticed(drift, index));
    }

    private static DemoReport.Noticed noticed(DriftDetected drift, ExampleIndex index) {
        String topic = new RunTopics(drift.run(), drift.generation()).examples();
        return new DemoReport.Noticed(
                drift.signal().name(),
                drift.detector(),
                index.newestBehind(topic, drift.position()).orElseThrow());
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
