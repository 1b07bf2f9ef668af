package dev.limbeck.network.djl;

import ai.djl.ndarray.NDArray;
import java.util.Collection;

/** DJL passes a list to a script as arrays that share one name ending in brackets. */
final class Arguments {
    private Arguments() {}

    static Collection<NDArray> list(String name, Collection<NDArray> arrays) {
        arrays.forEach(array -> array.setName(name + "[]"));
        return arrays;
    }
}
