package dev.limbeck.orchestrator.api;

import dev.limbeck.contract.api.Accepted;
import dev.limbeck.contract.lifecycle.CommandMark;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.orchestrator.api.command.CommandTopic;
import dev.limbeck.orchestrator.api.problem.Refusal;
import dev.limbeck.orchestrator.lifecycle.Refusals;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Passes a command on unless it is plain that it would be refused. */
@Singleton
class Commands {
    private final KnownRuns runs;
    private final CommandTopic topic;

    Commands(KnownRuns runs, CommandTopic topic) {
        this.runs = runs;
        this.topic = topic;
    }

    Response ask(RunCommand command) {
        return ask(command, null);
    }

    /** @param ifMatch what the client has seen of the run */
    Response ask(RunCommand command, @Nullable String ifMatch) {
        var state = runs.require(command.run());
        if (!wasCarriedOut(state, command)) {
            Revision.of(state).require(command.run(), ifMatch);
        }
        requireSensible(state, command);
        topic.send(command);
        return accepted(command).build();
    }

    /** As far as is known now: the lifecycle asks the same when the command's turn comes. */
    static void requireSensible(RunState state, RunCommand command) {
        if (!wasCarriedOut(state, command)) {
            Refusals.of(state, command).ifPresent(why -> {
                throw Refusal.notNow(why);
            });
        }
    }

    /** Asked again it is passed over; and it may have moved the run on itself. */
    private static boolean wasCarriedOut(RunState state, RunCommand command) {
        if (CommandMark.isOfAnother(state, command)) {
            throw Refusal.idOfAnother(command.commandId());
        }
        return state.carriedOut().contains(command.commandId());
    }

    static Response.ResponseBuilder accepted(RunCommand command) {
        return Response.accepted(new Accepted(command.run(), command.commandId()));
    }
}
