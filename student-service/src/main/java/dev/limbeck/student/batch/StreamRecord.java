package dev.limbeck.student.batch;

import dev.limbeck.contract.codec.Decoded;
import dev.limbeck.contract.record.DistillationExample;

/**
 * A record of the student's topic with its place there.
 *
 * @param content the example, or why there is none
 */
public record StreamRecord(int partition, long offset, Decoded<DistillationExample> content, Original original) {}
