package dev.limbeck.local.api;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.status.PartStatus;
import java.nio.charset.StandardCharsets;

/** Puts lines of {@code text/event-stream} together to events; those of a newer server are passed over. */
final class EventStream {
    private final RunEvents listener;
    private final StringBuilder data = new StringBuilder();
    private String event = "";

    EventStream(RunEvents listener) {
        this.listener = listener;
    }

    void line(String line) {
        if (line.isEmpty()) {
            dispatch();
        } else if (line.startsWith("event:")) {
            event = line.substring("event:".length()).strip();
        } else if (line.startsWith("data:")) {
            data.append(line.substring("data:".length()).strip()).append('\n');
        }
    }

    private void dispatch() {
        byte[] document = data.toString().getBytes(StandardCharsets.UTF_8);
        data.setLength(0);
        if (document.length > 0) {
            switch (event) {
                case "run" -> listener.run(ContractJson.read(document, RunState.class));
                case "evaluation" -> listener.evaluation(ContractJson.read(document, EvaluationReport.class));
                case "history" -> listener.history(ContractJson.read(document, RunHistoryEntry.class));
                case "part" -> listener.part(ContractJson.read(document, PartStatus.class));
                default -> {
                    // Not of this version.
                }
            }
        }
        event = "";
    }
}
