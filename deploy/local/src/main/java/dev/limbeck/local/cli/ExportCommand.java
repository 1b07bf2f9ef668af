package dev.limbeck.local.cli;

import dev.limbeck.contract.artifact.ArtifactMetadata;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.safetensors.SafeTensors;
import dev.limbeck.network.torchscript.TorchScriptArchive;
import dev.limbeck.store.DamagedFileException;
import dev.limbeck.store.FileDigest;
import dev.limbeck.store.StoreLayout;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "export", description = "Writes a run's champion to a file. No service has to be running.")
final class ExportCommand implements Callable<Integer> {
    /** In what form. */
    enum Format {
        torchscript,
        safetensors
    }

    /** What was written. */
    record Exported(String run, Format format, Path file, long bytes, String sha256, ArtifactMetadata artifact) {}

    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Option(names = "--run", paramLabel = "NAME", description = "Name of the run. Default: ${DEFAULT-VALUE}.")
    private String run = "digits";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = {
                "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.",
                "torchscript: the complete network, for torch.jit.load; safetensors: its weights only."
            })
    private Format format = Format.torchscript;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "File to write. Default: <run>-champion.pt or .safetensors in the current directory.")
    private Path target = Path.of("");

    @Option(names = "--overwrite", description = "Replaces an existing file.")
    private boolean overwrite;

    @Override
    public Integer call() throws IOException {
        Path champion = new StoreLayout(home.home().store()).champion(run).resolve(StoreLayout.NETWORK);
        if (!Files.exists(champion)) {
            throw new IllegalStateException(
                    "run %s has no champion in %s".formatted(run, home.home().store()));
        }
        String sha256 = checkedDigest(champion);
        var archive = TorchScriptArchive.read(champion);
        var metadata = archive.extra(ArtifactMetadata.ENTRY)
                .map(json -> ContractJson.read(json, ArtifactMetadata.class))
                .orElseThrow(() -> new UnusableNetworkException(champion + " has no " + ArtifactMetadata.ENTRY));
        Path file = write(champion, sha256, archive);
        var exported = new Exported(run, format, file, Files.size(file), FileDigest.of(file), metadata);
        System.out.println(output.format() == OutputFormat.json ? ResultJson.of(exported) : describe(exported));
        return ExitCode.OK;
    }

    /**
     * Of the network's file, as its promotion wrote it down; folders of before that was done are taken as they are.
     *
     * @throws DamagedFileException when the file has another one
     */
    private static String checkedDigest(Path champion) throws IOException {
        Path checksum = champion.resolveSibling(StoreLayout.NETWORK + ".sha256");
        if (!Files.exists(checksum)) {
            return FileDigest.of(champion);
        }
        String written = Files.readString(checksum).split("\\s", 2)[0];
        FileDigest.require(champion, written);
        return written;
    }

    private Path write(Path champion, String sha256, TorchScriptArchive archive) throws IOException {
        String extension = format == Format.torchscript ? ".pt" : ".safetensors";
        Path file = (target.toString().isEmpty() ? Path.of(run + "-champion" + extension) : target).toAbsolutePath();
        if (overwrite) {
            Files.deleteIfExists(file);
        } else if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file + " is there already; --overwrite replaces it");
        }
        switch (format) {
            case torchscript -> FileDigest.require(Files.copy(champion, file), sha256);
            case safetensors -> SafeTensors.write(file, archive.tensorValues());
        }
        return file;
    }

    private static String describe(Exported exported) {
        return "%s, %,d bytes, SHA-256 %s%n%s of %s, %,d parameters; %s"
                .formatted(
                        exported.file(),
                        exported.bytes(),
                        exported.sha256(),
                        exported.artifact().network(),
                        exported.artifact().signature().shapes(),
                        exported.artifact().parameters(),
                        exported.artifact().provenance());
    }
}
