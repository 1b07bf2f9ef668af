package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.run.ObjectiveSpec;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A network that is measured, and as whose its score is reported.
 *
 * @param digest names it, weights included: the same digest measures the same
 * @param checkpointId of a student's weights, or the teacher's version
 * @param weights in the place of the file's own, where given
 * @param objective that it was trained on here; the teacher has none
 */
record NetworkUnderTest(
        String digest,
        String name,
        Score.Arm arm,
        String checkpointId,
        long step,
        Path networkFile,
        Optional<Path> weights,
        Optional<ObjectiveSpec> objective) {}
