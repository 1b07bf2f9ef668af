package dev.limbeck.student.batch;

/** A record as its stream had it, for the dead letters. Only the stream's own code looks inside. */
public interface Original {}
