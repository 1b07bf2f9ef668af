package dev.limbeck.orchestrator.lifecycle;

import dev.limbeck.contract.lifecycle.CommandMark;
import dev.limbeck.contract.lifecycle.RunCommand;
import java.util.ArrayList;
import java.util.List;

/** The newest commands that a run has carried out, so that one which is said again is recognised. */
final class RememberedCommands {
    private static final int MOST = 128;
    /** Of each its mark and its id. */
    private static final int OF_EACH = 2;

    private final List<String> marks;

    RememberedCommands(List<String> marks) {
        this.marks = new ArrayList<>(marks);
    }

    boolean has(String commandId) {
        return marks.contains(commandId);
    }

    void add(RunCommand command) {
        marks.add(CommandMark.of(command));
        marks.add(command.commandId());
        while (marks.size() > MOST * OF_EACH) {
            marks.remove(0);
        }
    }

    List<String> marks() {
        return marks;
    }
}
