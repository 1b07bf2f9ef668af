package dev.limbeck.local.demo;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Where a stream with a change in it waits for those who are to see the change, however slow their machine is: some
 * records before it for a champion, and at the change until that champion was seen on the live stream. What nothing
 * more will come of is not waited for.
 *
 * @param change index of the first record that is not as those before
 */
record Halts(long change, CompletableFuture<Void> promoted, CompletableFuture<Void> watched) {
    /** So many records the champion is seen on before the change. */
    private static final long WATCHED = 4_000;

    Halts(long change) {
        this(change, new CompletableFuture<>(), new CompletableFuture<>());
    }

    /**
     * A place in the stream.
     *
     * @param at index of the first record that waits
     */
    record Halt(long at, CompletableFuture<Void> until) {}

    List<Halt> inOrder() {
        return List.of(new Halt(Math.max(0, change - WATCHED), promoted), new Halt(change, watched));
    }

    /** Whether nothing waits any more. */
    boolean areOver() {
        return promoted.isDone() && watched.isDone();
    }

    /**
     * Looks whether the stream may go on.
     *
     * @param isWatched whether a champion was seen on records before the change
     * @param deadLettered records that the teacher could not use
     */
    void look(DemoState state, boolean isWatched, long deadLettered) {
        boolean idle = state.streaming(state.produced()).isDone(deadLettered);
        if (state.champion().isPresent()
                || (idle && state.produced() >= inOrder().get(0).at())) {
            promoted.complete(null);
        }
        if (isWatched || (idle && state.produced() >= change)) {
            watched.complete(null);
        }
    }
}
