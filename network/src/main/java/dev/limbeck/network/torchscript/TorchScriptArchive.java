package dev.limbeck.network.torchscript;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.safetensors.HostTensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript file taken apart: a zip without compression, with one folder that holds {@code data.pkl} (the object
 * tree), {@code code/} (its classes as source), {@code data/} (the numbers) and {@code extra/} (anything else).
 *
 * @param entries content by name, without the leading folder
 */
public record TorchScriptArchive(Map<String, byte[]> entries) {
    static final String OBJECTS = "data.pkl";
    private static final String EXTRA = "extra/";
    private static final String FOLDER = "limbeck/";

    public TorchScriptArchive {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** @throws UnusableNetworkException when the file is no TorchScript archive, or none that is safe to read */
    public static TorchScriptArchive read(Path file) {
        try {
            return readUnnamed(file);
        } catch (UnusableNetworkException unfit) {
            throw unfit.of(file.toString());
        }
    }

    private static TorchScriptArchive readUnnamed(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UnusableNetworkException((Files.exists(file) ? "is no file" : "does not exist")
                    + "; a network is the path of a TorchScript file, or a name such as builtin:cnn-8");
        }
        Map<String, byte[]> entries;
        try {
            entries = ArchiveEntries.read(file, Runtime.getRuntime().maxMemory() / 2);
        } catch (IOException | IllegalArgumentException notZip) {
            throw new UnusableNetworkException(
                    "is no TorchScript archive: %s; save it with torch.jit.save".formatted(notZip.getMessage()),
                    notZip);
        }
        if (!entries.containsKey(OBJECTS) || entries.keySet().stream().noneMatch(name -> name.startsWith("code/"))) {
            throw new UnusableNetworkException(
                    "is no TorchScript archive: it has no data.pkl or no code; save it with torch.jit.save");
        }
        return new TorchScriptArchive(entries);
    }

    /** The file's bytes; the same archive gives the same bytes. */
    public byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        try {
            writeTo(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Writes the file's bytes, entry by entry, and closes: a whole copy may be more than the heap has room for. */
    public void writeTo(OutputStream target) throws IOException {
        try (var zip = new ZipOutputStream(target)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(stored(FOLDER + entry.getKey(), entry.getValue()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }

    /** SHA-256 over names and contents: equal for archives that are the same network, however they are packed. */
    public String digest() {
        var digest = Sha256.newDigest();
        new TreeMap<>(entries).forEach((name, content) -> {
            digest.update(
                    "%d:%s %d:".formatted(name.length(), name, content.length).getBytes(StandardCharsets.UTF_8));
            digest.update(content);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static ZipEntry stored(String name, byte[] content) {
        var checksum = new CRC32();
        checksum.update(content);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        entry.setTime(0); // no clock in the bytes
        return entry;
    }

    /** An extra file, as {@code torch.jit.load(…, _extra_files=…)} finds it. */
    public Optional<byte[]> extra(String name) {
        return Optional.ofNullable(entries.get(EXTRA + name));
    }

    public TorchScriptArchive withExtra(String name, byte[] content) {
        return with(Map.of(EXTRA + name, content));
    }

    TorchScriptArchive with(Map<String, byte[]> more) {
        var all = new LinkedHashMap<>(entries);
        all.putAll(new TreeMap<>(more)); // in an order that is the same in every process
        return new TorchScriptArchive(all);
    }

    byte[] objects() {
        return required(OBJECTS);
    }

    /** Qualified name of the outermost module's class, {@code __torch__.Net} for example. */
    String rootClass() {
        byte[] pickle = objects();
        if (pickle.length < 4 || (pickle[0] & 0xFF) != PickleWriter.PROTOCOL || pickle[2] != PickleWriter.GLOBAL) {
            throw new UnusableNetworkException(
                    "has a data.pkl that does not begin with a module's class; save it with torch.jit.save");
        }
        String[] lines = new String(pickle, 3, pickle.length - 3, StandardCharsets.ISO_8859_1).split("\n", 3);
        if (lines.length < 3 || !lines[0].startsWith("__torch__")) {
            throw new UnusableNetworkException(
                    "has a data.pkl that does not begin with a module's class; save it with torch.jit.save");
        }
        return lines[0] + "." + lines[1];
    }

    /** Number of values that training can change. */
    public long parameterCount() {
        return tensors().values().stream()
                .filter(StoredTensor::requiresGradient)
                .mapToLong(tensor -> tensor.shape().stream().reduce(1L, Math::multiplyExact))
                .sum();
    }

    /**
     * The same network with other numbers.
     *
     * @param values of every tensor of the network, by name
     * @throws UnusableNetworkException when a tensor is missing, unknown, or of another type or shape
     */
    public TorchScriptArchive withTensors(Map<String, HostTensor> values) {
        var tensors = tensors();
        if (!tensors.keySet().equals(values.keySet())) {
            throw new UnusableNetworkException(
                    "has the tensors %s, given are %s".formatted(tensors.keySet(), values.keySet()));
        }
        var changed = new LinkedHashMap<String, byte[]>();
        tensors.forEach((name, tensor) -> {
            HostTensor value = Objects.requireNonNull(values.get(name));
            if (!value.elementType().equals(tensor.elementType())
                    || !value.shape().equals(tensor.shape())) {
                throw new UnusableNetworkException("has a tensor %s of %s %s, given is %s %s"
                        .formatted(name, tensor.elementType(), tensor.shape(), value.elementType(), value.shape()));
            }
            byte[] storage = changed.computeIfAbsent(
                    tensor.entry(), entry -> required(entry).clone());
            value.values().get(storage, tensor.offsetBytes(), tensor.bytes());
        });
        return with(changed);
    }

    /** The numbers of every tensor of the network, by name. */
    public SortedMap<String, HostTensor> tensorValues() {
        var values = new TreeMap<String, HostTensor>();
        tensors().forEach((name, tensor) -> {
            var bytes = ByteBuffer.wrap(required(tensor.entry()), tensor.offsetBytes(), tensor.bytes());
            values.put(name, new HostTensor(tensor.elementType(), tensor.shape(), bytes));
        });
        return values;
    }

    /** All tensors of the network by path: parameters and buffers. Each stands inside the entry it names. */
    SortedMap<String, StoredTensor> tensors() {
        var tensors = ObjectTree.tensors(objects());
        tensors.forEach((name, tensor) -> tensor.requireWithin(name, required(tensor.entry()).length));
        return tensors;
    }

    /** Names of the tensors that training changes by gradient: those that are not frozen. */
    public SortedSet<String> trainedTensors() {
        return tensors().entrySet().stream()
                .filter(tensor -> tensor.getValue().requiresGradient())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The types of its floating point numbers, by their names in the safetensors format. */
    public SortedSet<String> floatTypes() {
        return tensors().values().stream()
                .map(StoredTensor::elementType)
                .filter(type -> type.startsWith("F") || type.startsWith("BF"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether some code of the network draws random numbers, as dropout does. */
    public boolean drawsRandomNumbers() {
        return entries.entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith("code/") && entry.getKey().endsWith(".py"))
                .map(entry -> new String(entry.getValue(), StandardCharsets.UTF_8))
                .anyMatch(RandomOperators::areCalledBy);
    }

    private byte[] required(String name) {
        byte[] content = entries.get(name);
        if (content == null) {
            throw new UnusableNetworkException("has no entry " + name);
        }
        return content;
    }
}
