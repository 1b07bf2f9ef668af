package dev.limbeck.local.api;

/** A command that will be carried out. */
public record Accepted(String run, String commandId) {}
