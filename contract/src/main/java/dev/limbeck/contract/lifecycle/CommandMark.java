package dev.limbeck.contract.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.json.ContractJson;

/**
 * A command's id and what was asked by it. A run remembers it beside the id, so that an id that is used again for
 * something else is not taken for the same command.
 */
public final class CommandMark {
    private static final int DIGITS = 16;

    private CommandMark() {}

    /** The id, a blank, and digits of the digest of all but id and time. */
    public static String of(RunCommand command) {
        ObjectNode asked = ContractJson.events().valueToTree(command);
        asked.remove("commandId");
        asked.remove("at");
        String digest = Sha256.hex(ContractJson.writeCanonical(asked));
        return command.commandId() + " " + digest.substring(0, DIGITS);
    }

    /** Whether the command's id was that of a command which asked for something else. */
    public static boolean isOfAnother(RunState state, RunCommand command) {
        String own = of(command);
        return state.carriedOut().stream()
                .anyMatch(mark -> mark.startsWith(command.commandId() + " ") && !mark.equals(own));
    }
}
