package dev.limbeck.network.torchscript;

import dev.limbeck.network.safetensors.HostTensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A TorchScript module written here: source of its forward, and its tensors. {@link #toArchive()} gives what {@code
 * torch.jit.save} would give for the same module.
 *
 * @param parameters what training changes by gradient, F32
 * @param buffers what training changes otherwise (running statistics), F32
 * @param arguments names of what its forward takes, each a tensor
 * @param forward the lines of {@code def forward(self, …) -> Tensor}, without indentation
 */
public record ScriptedModule(
        Map<String, HostTensor> parameters,
        Map<String, HostTensor> buffers,
        List<String> arguments,
        List<String> forward) {
    private static final String MODULE = "__torch__.limbeck.network";
    private static final String CLASS = "Network";

    public ScriptedModule {
        parameters = new LinkedHashMap<>(parameters);
        buffers = new LinkedHashMap<>(buffers);
        arguments = List.copyOf(arguments);
        forward = List.copyOf(forward);
    }

    /** Of one tensor, {@code x}. */
    public ScriptedModule(Map<String, HostTensor> parameters, Map<String, HostTensor> buffers, List<String> forward) {
        this(parameters, buffers, List.of("x"), forward);
    }

    public TorchScriptArchive toArchive() {
        var entries = new LinkedHashMap<String, byte[]>();
        var storages = new LinkedHashMap<String, byte[]>();
        entries.put(TorchScriptArchive.OBJECTS, objects(storages));
        entries.put("code/__torch__/limbeck/network.py", source().getBytes(StandardCharsets.UTF_8));
        entries.putAll(storages);
        entries.put("constants.pkl", new PickleWriter().emptyTuple().finish());
        entries.put("version", "3\n".getBytes(StandardCharsets.US_ASCII));
        entries.put("byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        return new TorchScriptArchive(entries);
    }

    private byte[] objects(Map<String, byte[]> storages) {
        var pickle = new PickleWriter()
                .global(MODULE, CLASS)
                .newObject()
                .emptyDictionary()
                .mark()
                .text("training")
                .bool(false);
        parameters.forEach((name, tensor) -> tensor(pickle.text(name), tensor, true, storages));
        buffers.forEach((name, tensor) -> tensor(pickle.text(name), tensor, false, storages));
        return pickle.setItems().build().finish();
    }

    private static void tensor(
            PickleWriter pickle, HostTensor tensor, boolean requiresGradient, Map<String, byte[]> storages) {
        String key = String.valueOf(storages.size());
        storages.put("data/" + key, bytes(tensor.values()));
        int elements = Math.toIntExact(tensor.shape().stream().reduce(1L, Math::multiplyExact));
        pickle.global("torch._utils", "_rebuild_tensor_v2")
                .mark()
                .mark()
                .text("storage")
                .global("torch", "FloatStorage")
                .text(key)
                .text("cpu")
                .integer(elements)
                .tuple()
                .persistentId()
                .integer(0)
                .mark();
        tensor.shape().forEach(extent -> pickle.integer(Math.toIntExact(extent)));
        pickle.tuple().mark();
        long stride = elements;
        for (long extent : tensor.shape()) {
            stride /= extent;
            pickle.integer(Math.toIntExact(stride));
        }
        pickle.tuple()
                .bool(requiresGradient)
                .global("collections", "OrderedDict")
                .emptyTuple()
                .reduce()
                .tuple()
                .reduce();
    }

    private String source() {
        var lines = new StringBuilder();
        lines.append("class ").append(CLASS).append("(Module):\n");
        lines.append("  __parameters__ = ").append(quoted(parameters)).append('\n');
        lines.append("  __buffers__ = ").append(quoted(buffers)).append('\n');
        lines.append("  training : bool\n");
        parameters.keySet().forEach(name -> lines.append("  ").append(name).append(" : Tensor\n"));
        buffers.keySet().forEach(name -> lines.append("  ").append(name).append(" : Tensor\n"));
        lines.append("  def forward(self: ")
                .append(MODULE)
                .append('.')
                .append(CLASS)
                .append(",\n");
        lines.append(arguments.stream()
                .map(argument -> "    " + argument + ": Tensor")
                .collect(Collectors.joining(",\n", "", ") -> Tensor:\n")));
        forward.forEach(line -> lines.append("    ").append(line).append('\n'));
        return lines.toString();
    }

    private static String quoted(Map<String, HostTensor> tensors) {
        // The trailing comma is TorchScript's own form; an empty list has none.
        return tensors.keySet().stream().map(name -> "\"" + name + "\", ").collect(Collectors.joining("", "[", "]"));
    }

    private static byte[] bytes(ByteBuffer values) {
        byte[] bytes = new byte[values.remaining()];
        values.get(bytes);
        return bytes;
    }
}
