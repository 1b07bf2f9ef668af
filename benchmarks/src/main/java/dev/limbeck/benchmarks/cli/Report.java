package dev.limbeck.benchmarks.cli;

import dev.limbeck.benchmarks.machine.Machine;
import dev.limbeck.benchmarks.measure.Result;
import java.util.List;

/** What one command has measured, where. */
record Report(String benchmark, Machine machine, String command, List<Result> results) {}
