package dev.limbeck.contract.api;

/** A command that will be carried out; what became of it is in the run's history under its id. */
public record Accepted(String run, String commandId) {}
