package dev.limbeck.student.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.run.RunSpec;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.student.Examples;
import dev.limbeck.student.service.HeapRoom.NoRoomException;
import org.junit.jupiter.api.Test;

/** By the shipped heap of 512 MiB, of which the JVM gives about 486. */
class HeapRoomTest {
    private static final long SHIPPED = 486L * 1024 * 1024 * 2 / 3;

    private final HeapRoom room = new HeapRoom(SHIPPED);

    @Test
    void theLargestDeduplicationWindowFitsTheShippedHeap() {
        var need = need("deduplication: {window: 1000000}", "{capacity: 60, share: 0.25}", 10_000);
        assertThat(need.total()).isLessThan(SHIPPED);
    }

    @Test
    void theLargestReplayDoesNotAndIsToldWhat() {
        var need = need("deduplication: {window: 2000}", "{capacity: 1000000, share: 0.25}", 10_000);
        assertThatThrownBy(() -> room.take("small", need))
                .isInstanceOf(NoRoomException.class)
                .hasMessage(
                        "student small needs at least 362 MiB (deduplication.window 0, replay.capacity 362, batching.size 0,"
                                + " checkpoints 0), and of the 324 MiB of heap that students may fill here 0 are taken;"
                                + " make them smaller, or give the process more (-Xmx)");
    }

    @Test
    void ofEightStudentsOfTenMillionParametersTwoFit() throws Exception {
        // Given
        var need = need("deduplication: {window: 2000}", "{capacity: 60, share: 0.25}", 10_000_000);
        room.take("first", need);
        var second = room.take("second", need);
        assertThatThrownBy(() -> room.take("third", need)).hasMessageContaining("needs at least 114 MiB");
        // When
        second.close();
        // Then
        room.take("third", need);
    }

    @Test
    void miniBatchesOfRecordsOfSevenMebibytesMustBeSmall() {
        RunSpec run = spec("batching: {size: 64}", "{capacity: 60, share: 0.25}", "[7, 1024, 1024]");
        assertThat(HeapNeed.of(run, run.student("small"), 2, 1000).batch()).isGreaterThan(SHIPPED);
        RunSpec small = spec("batching: {size: 8}", "{capacity: 8, share: 0.25}", "[7, 1024, 1024]");
        assertThat(HeapNeed.of(small, small.student("small"), 2, 1000).total()).isLessThan(SHIPPED);
    }

    private static HeapNeed need(String more, String replay, long parameters) {
        RunSpec run = spec(more, replay, "[1, 8, 8]");
        return HeapNeed.of(run, run.student("small"), 2, parameters);
    }

    private static RunSpec spec(String more, String replay, String shape) {
        String yaml = Examples.yaml("heap")
                .replace("{capacity: 60, share: 0.25}", replay)
                .replace("[1, 8, 8]", shape)
                .replace(
                        more.startsWith("batching") ? "batching: {size: 16, maxWait: 200ms}" : "\n  checkpoint:",
                        more.startsWith("batching") ? more : "\n  " + more + "\n  checkpoint:");
        return RunSpecReader.read(yaml).spec();
    }
}
