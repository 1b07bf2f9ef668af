package dev.limbeck.evaluator.kafka;

import dev.limbeck.evaluator.evaluation.CheckpointEvaluation;

/** All that measuring a generation's checkpoints takes, and keeps: its held-out set and the scores on it. */
record GenerationBench(HeldOutReader reader, CheckpointEvaluation evaluation) {}
