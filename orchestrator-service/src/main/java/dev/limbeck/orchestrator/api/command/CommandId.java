package dev.limbeck.orchestrator.api.command;

import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.orchestrator.api.problem.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names a command: as the client says, so that asking twice is asking once, or uniquely. */
public final class CommandId {
    private CommandId() {}

    /** @param idempotencyKey the header of this name, where the client sent one */
    public static String of(@Nullable String idempotencyKey) {
        if (idempotencyKey == null) {
            return UUID.randomUUID().toString();
        }
        if (!RunCommand.ID.matcher(idempotencyKey).matches()) {
            throw Refusal.badValue("Idempotency-Key", idempotencyKey, "1 to 128 visible ASCII characters");
        }
        return idempotencyKey;
    }
}
