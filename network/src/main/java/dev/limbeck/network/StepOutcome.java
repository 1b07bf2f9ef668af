package dev.limbeck.network;

/**
 * What one step did.
 *
 * @param loss the whole objective, mean over the batch
 * @param softLoss its soft-target part, before weighting
 * @param hardLoss its hard-label part, before weighting; mean over the labelled examples, 0 where there are none
 * @param gradientNorm global norm before clipping
 * @param finite whether loss, gradient and running statistics are finite: only then has anything changed
 */
public record StepOutcome(double loss, double softLoss, double hardLoss, double gradientNorm, boolean finite) {}
