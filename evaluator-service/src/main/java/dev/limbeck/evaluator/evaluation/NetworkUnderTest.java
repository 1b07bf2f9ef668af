package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.event.Score;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A network that is measured, and as whose its score is reported.
 *
 * @param digest names it, weights included: the same digest measures the same
 * @param checkpointId of a student's weights, or the teacher's version
 * @param weights in the place of the file's own, where given
 */
record NetworkUnderTest(
        String digest,
        String name,
        Score.Arm arm,
        String checkpointId,
        long step,
        Path networkFile,
        Optional<Path> weights) {}
