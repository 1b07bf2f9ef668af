package dev.limbeck.network.djl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory outside the JVM's heap that PyTorch reads a batch from, filled anew with each: fresh memory would have to be
 * cleared by the system and by Java, and stays taken until the garbage collector comes by. For one thread at a time.
 */
final class StagingBuffer {
    private ByteBuffer memory = ByteBuffer.allocateDirect(0);

    /** To be filled, in native byte order. What was made of the one before is overwritten with it. */
    ByteBuffer ofSize(int bytes) {
        if (memory.capacity() < bytes) {
            memory = ByteBuffer.allocateDirect(bytes);
        }
        return memory.slice(0, bytes).order(ByteOrder.nativeOrder());
    }
}
