package dev.limbeck.contract.lifecycle;

import java.time.Instant;
import java.util.Optional;

/**
 * A person's decision on who is champion. As long as it holds no other student is promoted, and no champion is rolled
 * back from by itself; candidates are measured all the same.
 *
 * @param commandId of the command that set it
 * @param until when it is over; empty for one that holds until a person lifts it
 * @param reason for people
 */
public record Pin(String commandId, Instant since, Optional<Instant> until, Optional<String> reason) {}
