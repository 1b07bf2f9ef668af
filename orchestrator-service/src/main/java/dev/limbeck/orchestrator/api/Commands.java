package dev.limbeck.orchestrator.api;

import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.orchestrator.api.command.CommandRules;
import dev.limbeck.orchestrator.api.command.CommandTopic;
import dev.limbeck.orchestrator.api.problem.Refusal;
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
        // One that was carried out has itself moved the run on.
        if (!state.carriedOut().contains(command.commandId())) {
            Revision.of(state).require(command.run(), ifMatch);
        }
        requireSensible(state, command);
        topic.send(command);
        return accepted(command).build();
    }

    static void requireSensible(RunState state, RunCommand command) {
        CommandRules.objection(state, command).ifPresent(objection -> {
            throw Refusal.notNow(objection);
        });
    }

    static Response.ResponseBuilder accepted(RunCommand command) {
        return Response.accepted(new Accepted(command.run(), command.commandId()));
    }
}
