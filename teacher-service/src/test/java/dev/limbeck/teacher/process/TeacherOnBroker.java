package dev.limbeck.teacher.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.status.TeacherStatus.Phase;
import dev.limbeck.dataset.IdxDirectory;
import dev.limbeck.dataset.Part;
import dev.limbeck.teacher.Brokers;
import dev.limbeck.teacher.kafka.SourceTraffic;
import dev.limbeck.teacher.training.Examples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A broker, a data set, and runs on it that the packaged service is told of. */
abstract class TeacherOnBroker {
    static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    final RunsOnTopic runs = new RunsOnTopic();

    @BeforeEach
    void writeDataset() {
        var dataset = new IdxDirectory(folder.resolve("data"));
        dataset.write(Part.TRAIN, Examples.images(400, 1));
        dataset.write(Part.TEST, Examples.images(100, 2));
    }

    @AfterEach
    void endRuns() throws Exception {
        runs.cancelAll();
    }

    Generation declared(String run, String moreSpec) {
        return new Generation(RunSpecReader.read(Examples.yaml(run, folder.resolve("data"), "") + moreSpec), 1);
    }

    static ServiceProcess start(Path folder) throws IOException {
        return ServiceProcess.start(
                folder.resolve("store"), Brokers.connection().bootstrapServers(), folder.resolve("log.txt"));
    }

    static String metrics(ServiceProcess service) {
        return new String(service.get("/q/metrics").body(), UTF_8);
    }

    static void awaitPhase(ServiceProcess service, Generation run, Phase phase) {
        await().atMost(LONG_ENOUGH)
                .untilAsserted(
                        () -> assertThat(service.status(run.name()).phase()).isEqualTo(phase));
    }

    static void awaitLabelled(Generation run, int count) {
        await().atMost(LONG_ENOUGH).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> assertThat(
                        SourceTraffic.committedIds(run.topics().examples()))
                .hasSize(count)
                .doesNotHaveDuplicates());
    }
}
