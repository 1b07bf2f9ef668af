package dev.limbeck.work;

/**
 * Work that has failed several times in a row.
 *
 * @param reason one sentence
 * @param givenUp whether it is not tried any more
 */
public record FailedWork(Assignment assignment, String reason, int tries, boolean givenUp) {}
