package dev.limbeck.network.selftest;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;

/** Leaves NaN in PyTorch's free memory: code that reads what it has not written is found out. */
final class SpoiltMemory implements AutoCloseable {
    private static final long SMALLEST = 16;
    private static final long LARGEST = 1 << 17;
    private static final int OF_EACH = 3;

    private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

    /** Takes memory of many sizes, fills it, and gives it back. */
    void spoil() {
        var arrays = new ArrayList<NDArray>();
        for (long size = SMALLEST; size <= LARGEST; size += size / 2) {
            for (int i = 0; i < OF_EACH; i++) {
                arrays.add(manager.full(new Shape(size), Float.NaN));
            }
        }
        arrays.forEach(NDArray::close);
    }

    @Override
    public void close() {
        manager.close();
    }
}
