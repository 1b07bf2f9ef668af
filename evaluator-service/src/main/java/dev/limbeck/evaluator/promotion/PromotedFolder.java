package dev.limbeck.evaluator.promotion;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunOrder.Promote;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.store.AtomicFiles;
import dev.limbeck.store.FileDigest;
import dev.limbeck.store.StoreLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A promoted student as anybody can take it away: network, what it is, what it was measured against, why it was promoted,
 * how to load it.
 */
record PromotedFolder(Path path) {
    static final String METADATA = "artifact.json";
    static final String REPORT = "evaluation.json";
    static final String DECISION = "decision.json";
    static final String README = "README.txt";
    static final String CHECKSUM = StoreLayout.NETWORK + ".sha256";

    /** Puts the network's file where it is told to. */
    @FunctionalInterface
    interface NetworkExport {
        void writeTo(Path target);
    }

    Path network() {
        return path.resolve(StoreLayout.NETWORK);
    }

    /** What is wrong with it as the artifact of this checkpoint; empty when nothing is. */
    Optional<String> defectFor(String checkpointDigest) throws IOException {
        if (!Files.isDirectory(path)) {
            return Optional.of("the folder is not there");
        }
        for (String name : List.of(StoreLayout.NETWORK, METADATA, REPORT)) {
            if (!Files.isRegularFile(path.resolve(name)) || !Files.isReadable(path.resolve(name))) {
                return Optional.of(name + " is not there or cannot be read");
            }
        }
        try {
            ContractJson.read(Files.readAllBytes(path.resolve(METADATA)), ArtifactMetadata.class);
            if (!isOf(checkpointDigest)) {
                return Optional.of(REPORT + " is of another checkpoint");
            }
        } catch (UncheckedIOException unreadable) {
            return Optional.of("%s or %s is damaged: %s".formatted(METADATA, REPORT, unreadable.getMessage()));
        }
        return checksumDefect();
    }

    /** A folder of before there were checksums has none, and is taken as it is. */
    private Optional<String> checksumDefect() throws IOException {
        Path file = path.resolve(CHECKSUM);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return Files.readString(file).equals(checksumOf(network()))
                ? Optional.empty()
                : Optional.of("%s does not have the SHA-256 that %s says".formatted(StoreLayout.NETWORK, CHECKSUM));
    }

    /** As {@code sha256sum} writes and checks it. */
    private static String checksumOf(Path network) throws IOException {
        return "%s  %s\n".formatted(FileDigest.of(network), StoreLayout.NETWORK);
    }

    /** Whether its report is on these very weights, not only on others of the same name. */
    private boolean isOf(String checkpointDigest) throws IOException {
        byte[] report = Files.readAllBytes(path.resolve(REPORT));
        return Optional.of(ContractJson.read(report, EvaluationReport.class))
                .filter(read -> checkpointDigest.equals(read.checkpointDigest()))
                .isPresent();
    }

    void write(NetworkExport export, ArtifactMetadata metadata, Promote order) throws IOException {
        // A student that began anew repeats its steps' names with other weights.
        AtomicFiles.deleteFolder(path);
        AtomicFiles.writeFolder(path, folder -> {
            Path network = folder.resolve(StoreLayout.NETWORK);
            export.writeTo(network);
            Files.writeString(folder.resolve(CHECKSUM), checksumOf(network));
            Files.write(folder.resolve(METADATA), ContractJson.writePretty(metadata));
            Files.write(folder.resolve(REPORT), ContractJson.writePretty(order.report()));
            Files.write(folder.resolve(DECISION), ContractJson.writePretty(order.decision()));
            Files.writeString(folder.resolve(README), readme(metadata, order));
        });
    }

    private static String readme(ArtifactMetadata metadata, Promote order) {
        return """
                Student %s of run %s at step %d.
                %s

                network.pt       TorchScript: weights and code in one file; its SHA-256 is in network.pt.sha256
                artifact.json    input shape, classes, normalisation, where it comes from
                evaluation.json  what it was measured against
                decision.json    why it was promoted

                Python:
                  network = torch.jit.load("network.pt").eval()
                %s
                Java: DJL's PyTorch engine loads the same file; inputs are normalised in the same way.
                """.formatted(
                        order.candidate().student(),
                        order.run(),
                        order.candidate().step(),
                        order.decision().reason(),
                        python(metadata.signature()));
    }

    private static String python(Signature signature) {
        if (signature.inputs().size() == 1) {
            return python("x", signature.only()).indent(2) + "  logits = network(x)\n";
        }
        var lines = new StringBuilder();
        signature
                .inputs()
                .forEach((name, input) -> lines.append(python(name, input).indent(2)));
        String arguments = signature.inputs().keySet().stream()
                .map(name -> "%1$s=%1$s".formatted(name))
                .collect(Collectors.joining(", "));
        return lines + "  logits = network(" + arguments + ")\n";
    }

    private static String python(String name, InputDeclaration input) {
        return padding(name, input) + prepared(name, input);
    }

    private static String padding(String name, InputDeclaration input) {
        return input.varies() ? """
                # Shorter records of %1$s go on with %2$d: to the bound, or where forward has an argument for %1$s that ends in
                # _mask to the longest of the batch, and it takes a bool [batch, length], true where a record has values.
                """.formatted(name, input.pad()) : "";
    }

    private static String prepared(String name, InputDeclaration input) {
        String shape = input.declaredShape().listed(", ");
        return input.isQuantity()
                ? "%1$s = (%1$s - torch.tensor(%2$s).reshape(%4$s)) / torch.tensor(%3$s).reshape(%4$s)   # float32, [batch, %5$s]"
                        .formatted(
                                name,
                                input.normalisation().mean(),
                                input.normalisation().std(),
                                perChannel(input.shape()),
                                shape)
                : "# %s is %s, [batch, %s]"
                        .formatted(name, input.type().orElseThrow().word(), shape);
    }

    /** The shape in which one number for all, or one for each first dimension, fits every example of a batch. */
    private static String perChannel(Shape input) {
        return joined(IntStream.range(0, input.dimensions().size()).mapToObj(i -> i == 0 ? -1 : 1));
    }

    private static String joined(Stream<Integer> numbers) {
        return numbers.map(String::valueOf).collect(Collectors.joining(", "));
    }
}
