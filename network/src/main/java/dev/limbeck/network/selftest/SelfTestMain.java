package dev.limbeck.network.selftest;

import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.network.engine.ProbeReport;
import dev.limbeck.network.engine.TestedPart;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Tests the engine as the environment has it, and prints what it finds. Ends at the first part that is wrong. */
public final class SelfTestMain {
    private SelfTestMain() {}

    /** @param arguments number of threads of one tensor operation */
    public static void main(String[] arguments) throws IOException {
        var runtime = DjlNetworkRuntime.untested(Integer.parseInt(arguments[0]));
        try (var memory = new SpoiltMemory()) {
            for (var part : Specimens.byPart().entrySet()) {
                ProbeReport.begins(System.out, part.getKey());
                TestedPart tested = test(part.getKey(), part.getValue(), runtime, memory);
                ProbeReport.part(System.out, tested);
                if (!tested.ok()) {
                    return;
                }
            }
        }
        ProbeReport.complete(System.out);
    }

    private static TestedPart test(String name, List<Specimen> specimens, NetworkRuntime runtime, SpoiltMemory memory)
            throws IOException {
        for (Specimen specimen : specimens) {
            Optional<String> difference = Trial.difference(specimen, runtime, memory);
            if (difference.isPresent()) {
                return new TestedPart(name, false, difference.get());
            }
        }
        int steps = specimens.stream().mapToInt(Specimen::steps).sum();
        return new TestedPart(name, true, "%d networks, %d steps of training".formatted(specimens.size(), steps));
    }
}
