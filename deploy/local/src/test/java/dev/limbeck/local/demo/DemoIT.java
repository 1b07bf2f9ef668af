package dev.limbeck.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.local.LimbeckProcess;
import dev.limbeck.local.stack.LocalHome;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import dev.limbeck.store.checkpoint.CheckpointManifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises of {@code limbeck demo}, with real processes, broker and training. */
class DemoIT {
    @TempDir
    Path home;

    @Test
    void ctrlCLeavesNothingBehindAndTheNextRunEndsWithAChampionAndEveryRecordAccountedFor() throws Exception {
        // Given
        var interrupted = LimbeckProcess.start(home, "demo");
        await().atMost(Duration.ofMinutes(2))
                .failFast(interrupted::requireAlive)
                .untilAsserted(() -> assertThat(interrupted.out())
                        .contains("orchestrator is ready")
                        .contains("console: http://127.0.0.1:")
                        .contains("teacher is ready")
                        .contains("student is ready")
                        .contains("evaluator is ready"));
        var children = interrupted.children();
        assertThat(children).hasSize(4);
        // When
        interrupted.interrupt();
        interrupted.await(10);
        // Then
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(home.resolve("up.json")).doesNotExist();
        // When
        var demo = LimbeckProcess.start(home, "demo", "--exit-when-done", "-o", "json", "--teachers", "2");
        int exitCode = demo.await(720);
        // Then
        assertThat(exitCode).as(demo.err()).isZero();
        JsonNode report = new ObjectMapper().readTree(demo.out()); // one document and nothing else
        assertThat(report.at("/teacher/accuracy").asDouble()).isGreaterThan(0.97);
        JsonNode student = report.at("/students/0");
        JsonNode control = report.at("/students/1");
        assertThat(student.get("champion").asBoolean()).isTrue();
        assertThat(student.get("accuracy").asDouble())
                .isGreaterThan(0.96)
                .isGreaterThan(control.get("accuracy").asDouble());
        assertThat(report.at("/records/offered").asLong()).isEqualTo(30_000);
        assertRecordsAddUp(report);
        assertThat(demo.err().lines()).as(demo.err()).hasSizeLessThan(60);
        double ready = report.at("/seconds/ready").asDouble();
        assertThat(ready)
                .isLessThan(120); // about 8 on two quiet cores; 45 where PyTorch is first tested and found wrong
        assertThat(report.at("/seconds/firstChampion").asDouble() - ready).isLessThan(180);

        var export = LimbeckProcess.start(
                home, "export", "--to", home.resolve("champion.pt").toString());
        assertThat(export.await(30)).as(export.err()).isZero();
        assertThat(Files.size(home.resolve("champion.pt"))).isGreaterThan(36_000);
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "LIMBECK_DATA", matches = ".+")
    void mnistIsDistilledWithoutAHardLabelInOnePassAndItsCheckpointsCanBeDerivedAgain() throws Exception {
        // When
        var demo = LimbeckProcess.start(home, "demo", "--dataset", "mnist", "-o", "json");
        await().atMost(Duration.ofMinutes(15)).failFast(demo::requireAlive).untilAsserted(() -> assertThat(demo.err())
                .contains("everything keeps running"));
        // Then
        JsonNode report = new ObjectMapper().readTree(demo.out());
        assertThat(report.at("/teacher/accuracy").asDouble()).isGreaterThanOrEqualTo(0.988);
        JsonNode student = report.at("/students/0");
        assertThat(student.get("accuracy").asDouble()).isGreaterThanOrEqualTo(0.97);
        assertThat(student.get("parameters").asLong() * 10)
                .isLessThanOrEqualTo(report.at("/teacher/parameters").asLong());
        assertThat(report.at("/records/offered").asLong()).isEqualTo(60_000);
        assertRecordsAddUp(report);
        assertThat(report.at("/seconds/total").asDouble()).isLessThan(720);
        // And
        var ledger = LimbeckProcess.start(home, "ledger", "mnist");
        assertThat(ledger.await(60)).as(ledger.out()).isZero();
        var checkpoints =
                CheckpointFolder.newestFirst(new LocalHome(home).store().resolve("checkpoints/mnist/g1/small-cnn"));
        assertThat(checkpoints).hasSizeGreaterThanOrEqualTo(4);
        for (CheckpointFolder checkpoint : checkpoints.subList(1, 4)) {
            assertThat(audit(checkpoint)).isEqualTo("CONFIRMED");
        }
        alterAndSignAgain(checkpoints.get(0));
        assertThat(audit(checkpoints.get(0))).isEqualTo("REFUTED");
        demo.interrupt();
        demo.await(10);
    }

    private String audit(CheckpointFolder checkpoint) throws Exception {
        var audit = LimbeckProcess.start(home, "audit", "mnist", checkpoint.checkpointId(), "--student", "small-cnn");
        audit.await(120);
        return new ObjectMapper().readTree(audit.out()).get("verdict").asText();
    }

    private static void alterAndSignAgain(CheckpointFolder checkpoint) throws Exception {
        byte[] weights = Files.readAllBytes(checkpoint.weights());
        weights[weights.length - 1] ^= 1;
        Files.write(checkpoint.weights(), weights);
        Path manifest = checkpoint.path().resolve(CheckpointManifest.FILE);
        Files.delete(manifest);
        Files.write(
                manifest,
                ContractJson.writePretty(CheckpointManifest.of(checkpoint.checkpointId(), checkpoint.path())));
        assertThat(checkpoint.defect()).isEmpty();
    }

    private static void assertRecordsAddUp(JsonNode report) {
        JsonNode records = report.get("records");
        assertThat(records.get("trained").asLong()
                        + records.get("heldOut").asLong()
                        + records.get("deadLettered").asLong()
                        + records.get("skipped").asLong())
                .isEqualTo(records.get("offered").asLong());
        assertThat(records.get("heldOut").asLong()).isPositive();
    }
}
