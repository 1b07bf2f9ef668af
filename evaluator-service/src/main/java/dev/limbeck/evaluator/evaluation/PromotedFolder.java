package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.artifact.AtomicFiles;
import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.json.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A promoted student as anybody can take it away: network, what it is, why it was promoted, how to load it. Once the
 * folder stands, the promotion is decided, whatever happens before the world is told.
 */
record PromotedFolder(Path path) {
    static final String METADATA = "artifact.json";
    static final String REPORT = "evaluation.json";
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

    /** What is wrong with it, where it holds the student that this report promoted; empty when nothing is. */
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
            if (reportOn(checkpointDigest).isEmpty()) {
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
        return "%s  %s\n".formatted(Sha256.hexOfFile(network), StoreLayout.NETWORK);
    }

    /** The report that promoted these very weights; empty when it promoted only others of the same name. */
    Optional<EvaluationReport> reportOn(String checkpointDigest) throws IOException {
        byte[] report = Files.readAllBytes(path.resolve(REPORT));
        return Optional.ofNullable(ContractJson.read(report, EvaluationReport.class))
                .filter(read -> checkpointDigest.equals(read.checkpointDigest()));
    }

    void write(NetworkExport export, ArtifactMetadata metadata, EvaluationReport report) throws IOException {
        // A student that began anew repeats its steps' names with other weights.
        AtomicFiles.deleteFolder(path);
        AtomicFiles.writeFolder(path, folder -> {
            Path network = folder.resolve(StoreLayout.NETWORK);
            export.writeTo(network);
            Files.writeString(folder.resolve(CHECKSUM), checksumOf(network));
            Files.write(folder.resolve(METADATA), ContractJson.writePretty(metadata));
            Files.write(folder.resolve(REPORT), ContractJson.writePretty(report));
            Files.writeString(folder.resolve(README), readme(metadata, report));
        });
    }

    private static String readme(ArtifactMetadata metadata, EvaluationReport report) {
        return """
                Student %s of run %s at step %d.
                %s

                network.pt       TorchScript: weights and code in one file; its SHA-256 is in network.pt.sha256
                artifact.json    input shape, classes, normalisation, where it comes from
                evaluation.json  what it was measured against

                Python:
                  network = torch.jit.load("network.pt").eval()
                  logits = network((x - mean) / std)   # float32, [batch, %s]; mean %s, std %s

                Java: DJL's PyTorch engine loads the same file; the input is normalised in the same way.
                """.formatted(
                        report.candidate().name(),
                        report.run(),
                        report.candidate().step(),
                        report.decision().reason(),
                        String.join(
                                ", ",
                                metadata.inputShape().dimensions().stream()
                                        .map(String::valueOf)
                                        .toList()),
                        metadata.normalisation().mean(),
                        metadata.normalisation().std());
    }
}
