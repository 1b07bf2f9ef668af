package dev.limbeck.teacher.validation;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.service.RunSpecFile;
import java.nio.charset.StandardCharsets;

/**
 * Looks at what {@code -Dlimbeck.run}, a file, declares, in a process of its own: a network is code, and may end the
 * process it is tried in. Each finding goes to standard output as a line of JSON.
 */
public final class ValidationMain {
    private ValidationMain() {}

    public static void main(String[] arguments) {
        new Validation(
                        new DjlNetworkRuntime(1),
                        finding -> System.out.println(new String(ContractJson.write(finding), StandardCharsets.UTF_8)))
                .of(RunSpecFile.ofProcess());
    }
}
