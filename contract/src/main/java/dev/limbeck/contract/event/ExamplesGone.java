package dev.limbeck.contract.event;

import java.time.Instant;

/**
 * The topic's retention has overtaken a student: it stands still until an operator says that it may go on without them.
 *
 * @param topic that the student learns from
 * @param wanted offset of the record that the student needed next
 * @param earliest offset that the partition still had
 * @param lost records between the two; less by the transaction markers among them
 */
public record ExamplesGone(
        String run, String student, String topic, int partition, long wanted, long earliest, long lost, Instant foundAt)
        implements RunEvent {}
