package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.artifact.AtomicFiles;
import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.json.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A promoted student as anybody can take it away: network, what it is, why it was promoted, how to load it. Once the
 * folder stands, the promotion is decided, whatever happens before the world is told.
 */
record PromotedFolder(Path path) {
    static final String METADATA = "artifact.json";
    static final String REPORT = "evaluation.json";
    static final String README = "README.txt";

    /** Puts the network's file where it is told to. */
    @FunctionalInterface
    interface NetworkExport {
        void writeTo(Path target);
    }

    Path network() {
        return path.resolve(StoreLayout.NETWORK);
    }

    boolean isWhole() {
        return Files.isRegularFile(network());
    }

    /** The report that promoted these very weights; empty when they never were, or only others of the same name. */
    Optional<EvaluationReport> reportOn(String checkpointDigest) throws IOException {
        Path file = path.resolve(REPORT);
        return Files.isRegularFile(file)
                ? Optional.of(ContractJson.read(file, EvaluationReport.class))
                        .filter(report -> report.checkpointDigest().equals(checkpointDigest))
                : Optional.empty();
    }

    void write(NetworkExport export, ArtifactMetadata metadata, EvaluationReport report) throws IOException {
        // A student that began anew repeats its steps' names with other weights.
        AtomicFiles.deleteFolder(path);
        AtomicFiles.writeFolder(path, folder -> {
            export.writeTo(folder.resolve(StoreLayout.NETWORK));
            Files.write(folder.resolve(METADATA), ContractJson.writePretty(metadata));
            Files.write(folder.resolve(REPORT), ContractJson.writePretty(report));
            Files.writeString(folder.resolve(README), readme(metadata, report));
        });
    }

    private static String readme(ArtifactMetadata metadata, EvaluationReport report) {
        return """
                Student %s of run %s at step %d.
                %s

                network.pt       TorchScript: weights and code in one file
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
