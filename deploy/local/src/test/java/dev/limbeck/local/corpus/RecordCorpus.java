package dev.limbeck.local.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.local.CommittedRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Has the release at an installation distil a small run, and keeps what it has written: topics, store, and what is to be
 * found in them. {@code deploy/record-corpus.sh} runs it; no other build does.
 */
class RecordCorpus {
    private static final Duration STARTED_WITHIN = Duration.ofMinutes(4);
    private static final Duration DONE_WITHIN = Duration.ofMinutes(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final int RECORDS = 300;

    @TempDir
    Path home;

    @Test
    void record() throws Exception {
        Path target = Path.of("../../corpus").resolve(required("limbeck.corpus.name"));
        if (Files.exists(target)) {
            throw new IllegalArgumentException(target + " is there; a corpus is recorded once, and never changed");
        }
        var run = CorpusRun.in(home);
        var release = start(Path.of(required("limbeck.corpus.installation")), run);
        try {
            record(run, release, target);
        } finally {
            release.descendants().forEach(ProcessHandle::destroy);
            release.destroy();
            if (!release.waitFor(1, TimeUnit.MINUTES)) {
                release.destroyForcibly();
            }
        }
    }

    private static String required(String property) {
        String value = System.getProperty(property, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("-D" + property + " is missing; deploy/record-corpus.sh gives it");
        }
        return value;
    }

    private static Process start(Path installation, CorpusRun run) throws IOException {
        return new ProcessBuilder(
                        installation.resolve("limbeck").toString(),
                        "up",
                        "--home",
                        run.home().toString(),
                        "-f",
                        run.file().toString())
                .directory(run.home().toFile())
                .redirectErrorStream(true)
                .redirectOutput(run.home().resolve("up.log").toFile())
                .start();
    }

    private static void record(CorpusRun run, Process release, Path target) throws Exception {
        Path up = run.home().resolve("up.json");
        await(release, "the release has started a broker", STARTED_WITHIN, () -> Files.exists(up));
        var kafka = new KafkaConnection(
                ContractJson.read(Files.readAllBytes(up), JsonNode.class)
                        .path("bootstrapServers")
                        .asText(),
                "corpus");
        await(release, "the run distils", STARTED_WITHIN, () -> state(kafka)
                .path("phase")
                .asText()
                .equals("DISTILLING"));
        run.produce(kafka, 0, RECORDS);
        await(release, "all is learnt, measured and decided", DONE_WITHIN, () -> isDone(run, state(kafka)));
        new CorpusTopics(kafka, target.resolve("topics")).write();
        var store = new CorpusStore(run.store(), target);
        store.write();
        Files.copy(run.file(), target.resolve("run.yaml"));
        var found = new TreeMap<String, Object>(store.found());
        found.put("champion", state(kafka).path("champion"));
        found.put("revision", state(kafka).path("revision"));
        found.put("files", CorpusStore.digests(target));
        Files.write(target.resolve("corpus.json"), ContractJson.writePretty(found));
    }

    private static boolean isDone(CorpusRun run, JsonNode state) throws IOException {
        return state.path("champion").isTextual()
                && state.path("orders").isEmpty()
                && CorpusStore.accountedFor(run.store()) >= RECORDS;
    }

    /** The newest one there is; nothing before the first. */
    private static JsonNode state(KafkaConnection kafka) {
        var newest = new TreeMap<String, JsonNode>();
        CommittedRecords.read(
                kafka,
                RunTopics.RUN_STATE,
                record ->
                        newest.put(new String(record.key(), UTF_8), ContractJson.read(record.value(), JsonNode.class)));
        return newest.getOrDefault(CorpusRun.NAME, MissingNode.getInstance());
    }

    /** Something that can be looked at. */
    private interface Look {
        boolean see() throws Exception;
    }

    private static void await(Process release, String what, Duration longest, Look look) {
        Awaitility.await(what)
                .atMost(longest)
                .pollInterval(LOOK_AGAIN)
                .failFast("the release has ended", () -> !release.isAlive())
                .until(() -> seen(look));
    }

    /** Topics come while one looks. */
    private static boolean seen(Look look) throws Exception {
        try {
            return look.see();
        } catch (KafkaException notYet) {
            return false;
        }
    }
}
