package dev.limbeck.network.engine;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.store.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps verdicts beside the native library, so that a machine is tested once. Of several processes that start together
 * one tests and the others wait for it. Where nothing can be kept, each start tests.
 */
public final class VerdictFolder {
    private static final Logger log = LoggerFactory.getLogger(VerdictFolder.class);
    private static final String PREFIX = "limbeck-self-test-";

    private final Path folder;

    public VerdictFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The verdict that is known, or that the probe now gives.
     *
     * @throws UnsoundEngineException when nothing is right
     */
    public Verdict of(Subject subject, Probe probe) {
        return kept(subject).orElseGet(() -> locked(subject, probe));
    }

    private Verdict locked(Subject subject, Probe probe) {
        try (var channel = lockFile(subject)) {
            var wait = OnStop.call("leave the self-test to others", () -> close(channel));
            try {
                channel.lock(); // until it is closed
            } catch (OverlappingFileLockException anotherClassLoader) {
                return test(subject, probe);
            } finally {
                wait.isOver();
            }
            return kept(subject).orElseGet(() -> test(subject, probe));
        } catch (IOException unwritable) {
            log.warn("No verdict of the engine's self-test can be kept in {}: {}", folder, unwritable.toString());
            return test(subject, probe);
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileChannel lockFile(Subject subject) throws IOException {
        Files.createDirectories(folder);
        return FileChannel.open(
                folder.resolve(PREFIX + subject.digest() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
    }

    private Verdict test(Subject subject, Probe probe) {
        log.info("Testing PyTorch's arithmetic, once for this machine and library");
        Verdict verdict = Verdict.of(subject, probe);
        if (verdict.isToKeep()) {
            try {
                AtomicFiles.writeFile(file(subject), ContractJson.writePretty(verdict));
            } catch (IOException unwritable) {
                log.warn("No verdict of the engine's self-test can be kept in {}: {}", folder, unwritable.toString());
            }
        }
        return verdict;
    }

    private Optional<Verdict> kept(Subject subject) {
        Path file = file(subject);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ContractJson.read(Files.readAllBytes(file), Verdict.class))
                    .filter(verdict -> verdict.subject().equals(subject) && verdict.isToKeep());
        } catch (IOException | UncheckedIOException unreadable) {
            log.warn("{} cannot be read, so the engine is tested again: {}", file, unreadable.toString());
            return Optional.empty();
        }
    }

    private Path file(Subject subject) {
        return folder.resolve(PREFIX + subject.digest() + ".json");
    }
}
