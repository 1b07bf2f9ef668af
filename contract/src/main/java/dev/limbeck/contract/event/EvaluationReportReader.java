package dev.limbeck.contract.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.contract.json.ContractJson;
import java.io.UncheckedIOException;

/** Reads a report in whichever form it was written. Everybody who reads the topic reads it by this. */
public final class EvaluationReportReader {
    private EvaluationReportReader() {}

    /** @throws UncheckedIOException when the bytes are no report */
    public static EvaluationReport read(byte[] bytes) {
        try {
            return ContractJson.read(bytes, EvaluationReport.class);
        } catch (UncheckedIOException notOfToday) {
            var document = ContractJson.read(bytes, JsonNode.class);
            if (!isOfFirstForm(document)) {
                throw notOfToday;
            }
            FirstReportVersion.upcast(document);
            return ContractJson.read(ContractJson.write(document), EvaluationReport.class);
        }
    }

    /** What a network costs stood beside its scores then. */
    private static boolean isOfFirstForm(JsonNode document) {
        return document.path("candidate").has("artifactBytes");
    }
}
