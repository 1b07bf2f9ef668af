package dev.limbeck.student.service;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The heap of this process, as far as students may fill it. One that cannot fit is refused before it begins: found out
 * later, it would take the others with it.
 */
final class HeapRoom {
    private static final long MEBIBYTE = 1 << 20;

    private final long bytes;
    private final AtomicLong taken = new AtomicLong();

    /** @param bytes all there are for students */
    HeapRoom(long bytes) {
        this.bytes = bytes;
    }

    /** What is in flight, and what others need, has to have room beside it. */
    static HeapRoom ofThisProcess() {
        return new HeapRoom(Runtime.getRuntime().maxMemory() * 2 / 3);
    }

    /**
     * @return gives it back
     * @throws NoRoomException when there is not as much
     */
    AutoCloseable take(String student, HeapNeed need) {
        long before = taken.getAndUpdate(now -> fits(now, need) ? now + need.total() : now);
        if (!fits(before, need)) {
            throw new NoRoomException(
                    "student %s needs %s, and of the %d MiB of heap that students may fill here %d are taken; make them smaller, or give the process more (-Xmx)"
                            .formatted(student, need, bytes / MEBIBYTE, before / MEBIBYTE));
        }
        return () -> taken.addAndGet(-need.total());
    }

    private boolean fits(long now, HeapNeed need) {
        return now + need.total() <= bytes;
    }

    /** A student is too large for what is left of this process. */
    static final class NoRoomException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoRoomException(String message) {
            super(message);
        }
    }
}
