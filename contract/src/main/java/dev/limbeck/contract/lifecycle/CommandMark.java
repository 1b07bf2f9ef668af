package dev.limbeck.contract.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.configuration.ConfigurationDigest;
import dev.limbeck.contract.json.ContractJson;
import java.util.HashSet;
import java.util.List;

/**
 * A command's id and what was asked by it. A run remembers it beside the id, so that an id that is used again for
 * something else is not taken for the same command.
 */
public final class CommandMark {
    private static final int DIGITS = 16;

    private CommandMark() {}

    /** The id, a blank, and digits of the digest of all but id, time, and what a declaration says by default. */
    public static String of(RunCommand command) {
        ObjectNode asked = asked(command);
        if (command instanceof RunCommand.Apply apply) {
            asked.set("declaration", ConfigurationDigest.said(apply.declaration()));
        }
        return mark(command, asked);
    }

    /** Whether the command's id was that of a command which asked for something else. */
    public static boolean isOfAnother(RunState state, RunCommand command) {
        // Earlier releases counted defaults, too.
        var own = new HashSet<>(List.of(of(command), mark(command, asked(command))));
        return state.carriedOut().stream()
                .anyMatch(mark -> mark.startsWith(command.commandId() + " ") && !own.contains(mark));
    }

    private static ObjectNode asked(RunCommand command) {
        ObjectNode asked = ContractJson.events().valueToTree(command);
        return asked.without(List.of("commandId", "at"));
    }

    private static String mark(RunCommand command, ObjectNode asked) {
        return command.commandId() + " "
                + Sha256.hex(ContractJson.writeCanonical(asked)).substring(0, DIGITS);
    }
}
