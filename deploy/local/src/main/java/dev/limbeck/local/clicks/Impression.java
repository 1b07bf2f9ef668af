package dev.limbeck.local.clicks;

import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.record.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** One item, seen by one user. */
record Impression(int user, int item, int hour, int device, int place) {
    static final int USERS = 400;
    static final int ITEMS = 300;
    static final int HOURS = 24;
    static final int DEVICES = 4;
    static final int PLACES = 50;

    /** As five indices. */
    Inputs inputs() {
        return new Inputs(new TreeMap<>(Map.of(
                "user", index(user),
                "item", index(item),
                "hour", index(hour),
                "device", index(device),
                "place", index(place))));
    }

    private static Tensor index(int value) {
        var bytes =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        return new Tensor(ElementType.I64, Shape.of(1), bytes.flip());
    }
}
