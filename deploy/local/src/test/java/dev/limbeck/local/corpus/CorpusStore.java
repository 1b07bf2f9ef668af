package dev.limbeck.local.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.store.FileDigest;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything in the store, and what is to be found there. */
record CorpusStore(Path store, Path target) {
    void write() throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !isInWork(file)) {
                    Path copy = target.resolve("store").resolve(store.relativize(file));
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    /** Locks, and what is being written. */
    private static boolean isInWork(Path file) {
        return file.getFileName().toString().endsWith(".lock")
                || file.getFileName().toString().startsWith(".");
    }

    /** Whatever reads a checkpoint has to find this in it. */
    Map<String, Object> found() throws IOException {
        var checkpoints = new TreeMap<String, Object>();
        for (var checkpoint : checkpoints(target.resolve("store"))) {
            var found = new LinkedHashMap<String, Object>();
            found.put("digest", checkpoint.digest());
            found.put("weights", FileDigest.of(checkpoint.weights()));
            found.put("optimizer", FileDigest.of(checkpoint.optimizer()));
            found.put("step", state(checkpoint).at("/position/step"));
            found.put("batches", state(checkpoint).at("/position/batches"));
            found.put("trainedThrough", state(checkpoint).at("/position/trainedThrough"));
            found.put("ledger", state(checkpoint).at("/position/ledger"));
            found.put("parent", state(checkpoint).at("/lineage/parent"));
            checkpoints.put(checkpoint.checkpointId(), found);
        }
        return Map.of("checkpoints", checkpoints);
    }

    /** SHA-256 of every file below a folder, by its path. */
    static Map<String, String> digests(Path folder) throws IOException {
        var digests = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                digests.put(folder.relativize(file).toString(), FileDigest.of(file));
            }
        }
        return digests;
    }

    /** How many records the newest checkpoint accounts for. */
    static long accountedFor(Path store) throws IOException {
        var newest = checkpoints(store);
        if (newest.isEmpty() || newest.get(0).defect().isPresent()) {
            return 0;
        }
        var ledger = state(newest.get(0)).at("/position/ledger");
        return ledger.path("trained").asLong()
                + ledger.path("heldOut").asLong()
                + ledger.path("deadLettered").asLong();
    }

    private static List<CheckpointFolder> checkpoints(Path store) throws IOException {
        return CheckpointFolder.newestFirst(new StoreLayout(store).checkpoints(CorpusRun.NAME, 1, "small"));
    }

    /** As it is written, whatever release wrote it. */
    private static JsonNode state(CheckpointFolder checkpoint) throws IOException {
        return ContractJson.read(Files.readAllBytes(checkpoint.path().resolve(StudentState.FILE)), JsonNode.class);
    }
}
