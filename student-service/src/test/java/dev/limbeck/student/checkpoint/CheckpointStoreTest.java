package dev.limbeck.student.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limbeck.contract.checkpoint.CheckpointId;
import dev.limbeck.contract.checkpoint.Ledger;
import dev.limbeck.contract.checkpoint.Position;
import dev.limbeck.contract.checkpoint.StudentState;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.json.UnknownVersionException;
import dev.limbeck.contract.lifecycle.Adjustment;
import dev.limbeck.contract.run.ReplaySpec;
import dev.limbeck.network.NetworkState;
import dev.limbeck.network.safetensors.HostTensor;
import dev.limbeck.network.safetensors.SafeTensors;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import dev.limbeck.store.checkpoint.CheckpointManifest;
import dev.limbeck.store.checkpoint.ExampleFile;
import dev.limbeck.student.Examples;
import dev.limbeck.student.batch.Fingerprint;
import dev.limbeck.student.batch.SeenRecords;
import dev.limbeck.student.replay.ReplayBuffer;
import dev.limbeck.student.steplog.StepLog;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointStoreTest {
    @TempDir
    Path folder;

    private final Set<CheckpointId> awaited = new HashSet<>();
    private CheckpointStore store = new CheckpointStore(Path.of("unset"), Retention.ofNewest(1));

    @BeforeEach
    void open() {
        store = new CheckpointStore(folder, new Retention(3, "step-0000000001-w0001"::equals, awaited::contains));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        var checkpoint = checkpoint(200);

        store.write(checkpoint);

        var newest = store.newestWhole().orElseThrow();
        assertThat(CheckpointStore.read(newest)).isEqualTo(checkpoint);
        assertThat(newest.checkpointId()).isEqualTo("step-0000000200-w0001");
    }

    /** As one of before there was anything to replay or to adjust has them. */
    @Test
    void aStateWithoutTheNewerFieldsIsRead() {
        var checkpoint = checkpoint(200);
        ObjectNode state = ContractJson.events().valueToTree(checkpoint.state());
        state.remove(List.of("adjustment", "trainingLoss", "replay"));

        assertThat(ContractJson.read(ContractJson.write(state), StudentState.class))
                .isEqualTo(checkpoint
                        .state()
                        .at(checkpoint.state().position(), Adjustment.NONE)
                        .saved(OptionalDouble.empty(), Optional.empty()));
    }

    @Test
    void theLargestDeduplicationWindowIsReadBack() {
        // Given
        var checkpoint = checkpoint(1);
        var large = new StudentCheckpoint(
                checkpoint.state(), checkpoint.network(), checkpoint.replay(), seen(1_000_000, 2));
        // When
        store.write(large);
        // Then
        var read = CheckpointStore.read(store.newestWhole().orElseThrow());
        assertThat(read.seen()).isEqualTo(large.seen());
        var resumed = new SeenRecords(1_000_000);
        resumed.unpack(read.seen());
        assertThat(resumed.meet(1, 1_000_000, new Fingerprint(1, 0))).isEqualTo(SeenRecords.Familiarity.DUPLICATE);
    }

    @Test
    void theLargestWindowOfAnEarlierReleaseIsReadBack() throws Exception {
        // Given
        var window = seen(1_000_000, 1);
        var bytes = new byte[24_000_000];
        Objects.requireNonNull(window.get(0)).duplicate().get(bytes);
        // When
        var written = asEarlier(checkpoint(1), Base64.getEncoder().encodeToString(bytes));
        // Then
        assertThat(written.state().seen().get(0)).hasSize(32_000_000);
        assertThat(CheckpointStore.read(store.newestWhole().orElseThrow()).seen())
                .isEqualTo(window);
    }

    @Test
    void whatIsWholeButCannotBeReadIsPassedOverForTheOneBefore() throws Exception {
        // Given
        store.write(checkpoint(1));
        // When
        asEarlier(checkpoint(2), "no Base64!");
        // Then
        assertThat(store.newestWhole().orElseThrow().checkpointId()).isEqualTo("step-0000000001-w0001");
    }

    @Test
    void oneOfALaterReleaseIsRefusedRatherThanPassedOver() throws Exception {
        // Given
        store.write(checkpoint(1));
        // When
        written(checkpoint(2), state -> state.put("version", 99));
        // Then
        assertThatThrownBy(store::newestWhole)
                .isInstanceOf(UnknownVersionException.class)
                .hasMessageContaining("step-0000000002-w0001")
                .hasMessageContaining("version of a student's state is 99");
    }

    /** The deduplication window was a text of the state. */
    private CheckpointFolder asEarlier(StudentCheckpoint checkpoint, String window) throws Exception {
        return written(checkpoint, state -> state.putObject("seen").put("0", window));
    }

    private CheckpointFolder written(StudentCheckpoint checkpoint, Consumer<ObjectNode> change) throws Exception {
        ObjectNode state = ContractJson.events().valueToTree(checkpoint.state());
        change.accept(state);
        return CheckpointFolder.write(folder, checkpoint.checkpointId(), files -> {
            SafeTensors.write(
                    files.resolve(CheckpointFolder.WEIGHTS),
                    checkpoint.network().weights());
            SafeTensors.write(
                    files.resolve(CheckpointFolder.OPTIMIZER),
                    checkpoint.network().optimizer());
            ExampleFile.write(
                    files.resolve(CheckpointFolder.REPLAY), checkpoint.replay().examples());
            Files.write(files.resolve(StudentState.FILE), ContractJson.write(state));
        });
    }

    @Test
    void whereNothingIsReplayedThereIsNoFileOfIt() {
        var whole = checkpoint(1);
        var plain = new StudentCheckpoint(
                whole.state().saved(OptionalDouble.empty(), Optional.empty()),
                whole.network(),
                ReplayBuffer.Contents.NONE,
                whole.seen());

        CheckpointFolder written = store.write(plain);

        assertThat(written.replay()).doesNotExist();
        assertThat(CheckpointStore.read(written)).isEqualTo(plain);
    }

    @Test
    void theNewestStayAndOlderOnesGo() throws Exception {
        for (long step = 1; step <= 5; step++) {
            store.write(checkpoint(step));
        }
        assertThat(CheckpointFolder.newestFirst(folder))
                .extracting(CheckpointFolder::checkpointId)
                .containsExactly(
                        "step-0000000005-w0001",
                        "step-0000000004-w0001",
                        "step-0000000003-w0001",
                        "step-0000000001-w0001"); // the champion, say
        assertThat(folder.resolve("pruned/step-0000000002-w0001.manifest.json")).exists();
        assertThat(folder.resolve("pruned/step-0000000002-w0001.state.json")).exists();
    }

    @Test
    void whatIsStillToBeMeasuredStaysForAsLongAsThereIsNotTooMuchOfIt() throws Exception {
        // Given
        for (long step = 1; step <= 30; step++) {
            awaited.add(CheckpointId.at(step, 1));
            store.write(checkpoint(step));
        }
        // Then
        assertThat(steps())
                .hasSize(1 + 3 + Retention.MOST_AWAITED)
                .contains(30L, 8L, 1L)
                .doesNotContain(7L);
        assertThat(new CheckpointFolder(folder.resolve(CheckpointId.at(7, 1).text())).isRemoved())
                .isTrue();
        // When
        awaited.clear();
        store.write(checkpoint(31));
        // Then
        assertThat(steps()).containsExactly(31L, 30L, 29L, 1L);
    }

    private List<Long> steps() throws Exception {
        return CheckpointFolder.newestFirst(folder).stream()
                .map(folder -> folder.id().step())
                .toList();
    }

    @Test
    void checkpointsWithoutAStepOfTheirOwnDoNotCrowdOutTheOthers() throws Exception {
        store.write(checkpoint(2));
        store.write(checkpoint(3));
        String parent = "step-0000000003-w0001";
        for (long batches = 4; batches <= 8; batches++) {
            var stepless = checkpoint(3, 1, batches, parent);
            store.write(stepless);
            parent = stepless.checkpointId();
        }
        assertThat(CheckpointFolder.newestFirst(folder).subList(0, 3))
                .extracting(CheckpointFolder::checkpointId)
                .containsExactly(
                        "step-0000000003-w0001-b0000000008",
                        "step-0000000003-w0001-b0000000007",
                        "step-0000000003-w0001");
        assertThat(folder.resolve("pruned/step-0000000003-w0001-b0000000006.state.json"))
                .exists();
    }

    @ParameterizedTest(name = "{0} truncated to {1}")
    @CsvSource({
        "weights.safetensors, 0", "weights.safetensors, half", "weights.safetensors, less one",
        "optimizer.safetensors, 0", "optimizer.safetensors, half", "optimizer.safetensors, less one",
        "state.json, 0", "state.json, half", "state.json, less one",
        "seen.bin, 0", "seen.bin, half", "seen.bin, less one",
        "replay.pb, 0", "replay.pb, half", "replay.pb, less one",
        "manifest.json, 0", "manifest.json, half", "manifest.json, less one",
    })
    void aTruncatedCheckpointIsPassedOverForTheOneBefore(String file, String how) throws Exception {
        // Given
        store.write(checkpoint(1));
        Path damaged = store.write(checkpoint(2)).path().resolve(file);
        byte[] bytes = Files.readAllBytes(damaged);
        // When
        int length = how.equals("0") ? 0 : how.equals("half") ? bytes.length / 2 : bytes.length - 1;
        Files.write(damaged, java.util.Arrays.copyOf(bytes, length));
        // Then
        assertThat(store.newestWhole().orElseThrow().checkpointId()).isEqualTo("step-0000000001-w0001");
    }

    @ParameterizedTest
    @CsvSource({"weights.safetensors", "optimizer.safetensors", "state.json", "replay.pb", "seen.bin"})
    void aFlippedBitIsNoticed(String file) throws Exception {
        store.write(checkpoint(1));
        Path damaged = store.write(checkpoint(2)).path().resolve(file);
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[bytes.length / 2] ^= 1;
        Files.write(damaged, bytes);

        assertThat(store.newestWhole().orElseThrow().checkpointId()).isEqualTo("step-0000000001-w0001");
    }

    @Test
    void anEarlierWriterIsRefusedOnceALaterOneHasWritten() {
        store.write(checkpoint(300, 1));
        store.write(checkpoint(250, 2)); // went on from an older checkpoint

        assertThatThrownBy(() -> store.write(checkpoint(400, 1)))
                .isInstanceOf(StepLog.FencedException.class)
                .hasMessageContaining("writer 1 may not write: step-0000000250-w0002 is by a later one");
        assertThat(store.newestWhole().orElseThrow().checkpointId()).isEqualTo("step-0000000250-w0002");
    }

    @Test
    void anInterruptedWriteIsClearedAway() throws Exception {
        store.write(checkpoint(1));
        Path left = Files.createDirectory(folder.resolve(".step-0000000002.tmp-0"));
        Files.writeString(left.resolve(CheckpointManifest.FILE), "half of a");

        assertThat(store.newestWhole().orElseThrow().checkpointId()).isEqualTo("step-0000000001-w0001");
        assertThat(left).doesNotExist();
    }

    private static StudentCheckpoint checkpoint(long step) {
        return checkpoint(step, 1);
    }

    private static StudentCheckpoint checkpoint(long step, int writer) {
        return checkpoint(step, writer, step, "");
    }

    private static StudentCheckpoint checkpoint(long step, int writer, long batches, String parent) {
        var weights = new TreeMap<String, HostTensor>();
        weights.put("w", new HostTensor("F32", List.of(2L), ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8})));
        var optimizer = new TreeMap<String, HostTensor>();
        optimizer.put("updates", new HostTensor("I64", List.of(), ByteBuffer.allocate(8)));
        var offsets = new TreeMap<>(Map.of(0, 64 * step, 1, 3L));
        var position = new Position(step, batches, offsets, new Ledger(64 * step, 3, 0, Map.of("NO_HARD_LABEL", 2L)));
        var lineage = new StudentState.Lineage("network", "configuration", parent, writer, 1);
        var replayed = new ReplayBuffer(new ReplaySpec(3, 0.5), Examples.INPUT.task(), 1);
        replayed.offer(1, List.of(Examples.example(1), Examples.labelled(Examples.example(2), 3)));
        var state = StudentState.initial("run", 1, "small", 7, lineage)
                .at(position, new Adjustment(0.5, 2))
                .saved(OptionalDouble.of(0.25), replayed.contents().counts())
                .loggedUpTo(17);
        return new StudentCheckpoint(state, new NetworkState(weights, optimizer), replayed.contents(), seen(2, 1));
    }

    /** As many records in each of so many partitions. */
    private static SortedMap<Integer, ByteBuffer> seen(int records, int partitions) {
        var seen = new SeenRecords(records);
        var next = new TreeMap<Integer, Long>();
        for (int partition = 0; partition < partitions; partition++) {
            for (int offset = 0; offset < records; offset++) {
                seen.meet(partition, offset, new Fingerprint(31L * offset + partition, offset));
            }
            next.put(partition, (long) records);
        }
        return seen.pack(next);
    }
}
