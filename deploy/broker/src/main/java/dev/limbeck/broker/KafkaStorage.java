package dev.limbeck.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The broker's log directory, formatted once and then kept for as long as the directory lives. */
record KafkaStorage(Path directory, String clusterId) {

    /** Opens {@code directory}, formatting it with a new cluster id if it never was. */
    static KafkaStorage open(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path metaProperties = directory.resolve("meta.properties");
        if (!Files.exists(metaProperties)) {
            format(directory);
        }
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(metaProperties, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        String clusterId = properties.getProperty("cluster.id");
        if (clusterId == null) {
            throw new IOException(metaProperties + " names no cluster.id");
        }
        return new KafkaStorage(directory, clusterId);
    }

    /** A fresh log gets every feature at its newest final level, among them transaction.version 2 (KIP-890). */
    private static void format(Path directory) throws IOException {
        try {
            new Formatter()
                    .setNodeId(BrokerProperties.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setHasDynamicQuorum(false)
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .run();
        } catch (Exception e) { // Formatter.run declares Exception
            throw new IOException("could not format " + directory, e);
        }
    }
}
