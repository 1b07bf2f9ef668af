package dev.limbeck.local.api;

import dev.limbeck.contract.lifecycle.RunState;

/** @param tag of the state: what is decided by it is refused once the run has moved on */
public record TaggedRun(RunState state, String tag) {}
