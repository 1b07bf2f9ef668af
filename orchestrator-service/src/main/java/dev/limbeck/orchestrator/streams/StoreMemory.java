package dev.limbeck.orchestrator.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/**
 * What a store holds in memory before it writes it to its file. Kafka Streams leaves a store up to three buffers of 16
 * MiB, which take minutes to fill: the process seems to grow all the while.
 */
public final class StoreMemory implements RocksDBConfigSetter {
    private static final long BUFFER_BYTES = 1 << 20;
    private static final int BUFFERS = 2;

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        options.setWriteBufferSize(BUFFER_BYTES);
        options.setMaxWriteBufferNumber(BUFFERS);
    }

    @Override
    public void close(String store, Options options) {
        // Nothing was made for it that would have to be freed.
    }
}
