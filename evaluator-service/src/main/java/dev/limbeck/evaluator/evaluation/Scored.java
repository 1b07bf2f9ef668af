package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.event.Score;
import dev.limbeck.evaluator.metric.RecordValues;
import java.util.OptionalDouble;

/**
 * A network on a held-out set: the score, and what it takes to compare it with another one record by record.
 *
 * @param objectiveLoss of the student's own objective; absent for the teacher, which has none here
 */
record Scored(Score score, RecordValues values, OptionalDouble objectiveLoss) {}
