package dev.limbeck.evaluator.kafka;

import dev.limbeck.evaluator.evaluation.CheckpointEvaluation;
import dev.limbeck.evaluator.evaluation.HeldOut;

/** All that measuring a generation's checkpoints takes, and keeps: its held-out set and the scores on it. */
record GenerationBench(HeldOut heldOut, HeldOutReader reader, CheckpointEvaluation evaluation) {}
