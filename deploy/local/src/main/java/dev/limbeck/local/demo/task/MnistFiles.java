package dev.limbeck.local.demo.task;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.store.AtomicFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** The four files of MNIST: taken from a folder, or downloaded once and checked. */
final class MnistFiles {
    /** The mirror that the data set's own page names. */
    private static final URI MIRROR = URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/");

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
    private static final Duration DOWNLOAD_WITHIN = Duration.ofMinutes(5);

    /** SHA-256 of the content, not of its compressed form, which differs between mirrors. */
    private static final Map<String, String> CONTENT_SHA256 = new TreeMap<>(Map.of(
            "train-images-idx3-ubyte.gz", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
            "train-labels-idx1-ubyte.gz", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
            "t10k-images-idx3-ubyte.gz", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
            "t10k-labels-idx1-ubyte.gz", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));

    private final URI mirror;

    MnistFiles() {
        this(MIRROR);
    }

    MnistFiles(URI mirror) {
        this.mirror = mirror;
    }

    /**
     * Downloads what the folder does not have yet.
     *
     * @param announcements gets a line for each download
     * @throws IOException when a file cannot be had, or is not what it should be
     */
    void provideIn(Path cache, Consumer<String> announcements) throws IOException, InterruptedException {
        for (var file : CONTENT_SHA256.entrySet()) {
            Path target = cache.resolve(file.getKey());
            if (!Files.exists(target)) {
                announcements.accept("downloading " + mirror.resolve(file.getKey()));
                byte[] compressed = download(mirror.resolve(file.getKey()), cache);
                requireContent(file.getKey(), compressed, file.getValue());
                AtomicFiles.writeFile(target, compressed);
            }
        }
    }

    private static byte[] download(URI uri, Path cache) throws IOException, InterruptedException {
        var client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_WITHIN)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        var request = HttpRequest.newBuilder(uri).timeout(DOWNLOAD_WITHIN).build();
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() == 200) {
                return answer.body();
            }
            throw new IOException("the server answered " + answer.statusCode());
        } catch (IOException e) {
            throw new IOException(
                    "cannot download %s (%s); give a folder that has the four MNIST files with --data, or put them into %s"
                            .formatted(uri, e, cache),
                    e);
        }
    }

    private static void requireContent(String file, byte[] compressed, String expected) throws IOException {
        try (var content = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            String found = Sha256.hex(content.readAllBytes());
            if (!found.equals(expected)) {
                throw new IOException(
                        "the content of %s has SHA-256 %s, it should be %s".formatted(file, found, expected));
            }
        }
    }
}
