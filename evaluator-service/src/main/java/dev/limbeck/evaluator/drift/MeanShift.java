package dev.limbeck.evaluator.drift;

/**
 * A stream is not what it was.
 *
 * @param before and after: mean on either side of the change, as the detector sees it
 */
public record MeanShift(double before, double after) {}
