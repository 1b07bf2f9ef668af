package dev.limbeck.network;

import dev.limbeck.network.safetensors.HostTensor;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All numbers of a network in training, copied out of it.
 *
 * @param weights parameters and buffers (running statistics) by name
 * @param optimizer the optimizer's own tensors by name
 */
public record NetworkState(SortedMap<String, HostTensor> weights, SortedMap<String, HostTensor> optimizer) {
    public NetworkState {
        weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
        optimizer = Collections.unmodifiableSortedMap(new TreeMap<>(optimizer));
    }
}
