package dev.limbeck.contract.lifecycle;

import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.run.TeacherSpec;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of one generation.
 *
 * @param cause why it began, one sentence
 * @param declared the teacher that was asked for
 * @param labelledFrom per partition of the source topic, the first offset that its teacher labelled
 * @param beginsFrom the champion whose weights its student of that name begins with
 */
public record GenerationRecord(
        int number,
        String cause,
        TeacherSpec declared,
        Optional<TeacherPublished> teacher,
        SortedMap<Integer, Long> labelledFrom,
        Optional<Champion> beginsFrom,
        Adjustment adjustment,
        Observations observations,
        Instant begunAt) {
    public GenerationRecord {
        labelledFrom = Collections.unmodifiableSortedMap(new TreeMap<>(labelledFrom));
    }

    /** One that nothing is known of yet. */
    public static GenerationRecord begun(
            int number, String cause, TeacherSpec declared, Optional<Champion> beginsFrom, Instant at) {
        return new GenerationRecord(
                number,
                cause,
                declared,
                Optional.empty(),
                new TreeMap<>(),
                beginsFrom,
                Adjustment.NONE,
                Observations.NONE,
                at);
    }

    public GenerationRecord taughtBy(TeacherPublished published) {
        return new GenerationRecord(
                number,
                cause,
                declared,
                Optional.of(published),
                labelledFrom,
                beginsFrom,
                adjustment,
                observations,
                begunAt);
    }

    /** Of a partition that was labelled before, the earlier offset stays. */
    public GenerationRecord labelling(SortedMap<Integer, Long> from) {
        var merged = new TreeMap<>(labelledFrom);
        from.forEach((partition, offset) -> merged.merge(partition, offset, Math::min));
        return new GenerationRecord(
                number, cause, declared, teacher, merged, beginsFrom, adjustment, observations, begunAt);
    }

    public GenerationRecord adjusted(Adjustment anew) {
        return new GenerationRecord(
                number, cause, declared, teacher, labelledFrom, beginsFrom, anew, observations, begunAt);
    }

    public GenerationRecord observing(Observations anew) {
        return new GenerationRecord(
                number, cause, declared, teacher, labelledFrom, beginsFrom, adjustment, anew, begunAt);
    }
}
