package dev.limbeck.network.torchscript;

import dev.limbeck.network.UnusableNetworkException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.Unpickler;
import net.razorvine.pickle.objects.ClassDict;

/** The tensors of an archive's module and of its submodules, by path: {@code features.1.running_mean}. */
final class ObjectTree {
    private static final int DEEPEST = 100;

    private ObjectTree() {}

    private record Storage(String elementType, String entry) {}

    static SortedMap<String, StoredTensor> tensors(byte[] objects) {
        PickleScan.require(objects);
        var tensors = new TreeMap<String, StoredTensor>();
        collect("", root(objects), 0, tensors, Collections.newSetFromMap(new IdentityHashMap<>()));
        return tensors;
    }

    private static Object root(byte[] objects) {
        try {
            return new TorchUnpickler().loads(objects);
        } catch (UnusableNetworkException unfit) {
            throw unfit;
        } catch (IOException | RuntimeException | StackOverflowError malformed) {
            // A pickle is a program: what is wrong with it shows as whatever its reader runs into.
            throw new UnusableNetworkException("has a data.pkl that cannot be read: " + malformed, malformed);
        }
    }

    /** Modules are read once, by the first path that leads to them. */
    private static void collect(
            String path, Object node, int depth, Map<String, StoredTensor> found, Set<Object> seen) {
        if (depth > DEEPEST) {
            throw new UnusableNetworkException("has modules inside modules, more than %d deep".formatted(DEEPEST));
        }
        if (node instanceof StoredTensor tensor) {
            found.put(path, tensor);
        } else if (node instanceof ClassDict module && seen.add(module)) {
            module.forEach((name, child) -> {
                if (child != null && !name.equals("__class__")) {
                    collect(path.isEmpty() ? name : path + "." + name, child, depth + 1, found, seen);
                }
            });
        }
    }

    /** Understands what TorchScript puts into a pickle beside modules: tensors, and the storages they are views of. */
    private static final class TorchUnpickler extends Unpickler {
        static {
            registerConstructor("torch._utils", "_rebuild_tensor_v2", new TensorConstructor());
            for (String list : List.of("intlist", "doublelist", "boollist", "tensorlist")) {
                registerConstructor("torch.jit._pickle", "build_" + list, arguments -> arguments);
            }
            registerConstructor("torch.jit._pickle", "restore_type_tag", arguments -> arguments[0]);
            for (String type :
                    List.of("Double", "Float", "Half", "BFloat16", "Long", "Int", "Short", "Char", "Byte", "Bool")) {
                registerConstructor("torch", type + "Storage", new StorageClass(type + "Storage"));
            }
        }

        @Override
        protected Object persistentLoad(Object id) {
            Object[] parts = (Object[]) id; // ("storage", class, key, device, elements)
            return new Storage(StoredTensor.elementTypeOf(((StorageClass) parts[1]).name()), "data/" + parts[2]);
        }
    }

    /** Stands for a storage's class, which is named but never called. */
    private record StorageClass(String name) implements IObjectConstructor {
        @Override
        public Object construct(Object[] arguments) {
            throw new PickleException(name + " is not expected to be called");
        }
    }

    /** {@code _rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks)}. */
    private static final class TensorConstructor implements IObjectConstructor {
        @Override
        public Object construct(Object[] arguments) {
            var storage = (Storage) arguments[0];
            List<Long> shape = longs((Object[]) arguments[2]);
            requireContiguous(shape, longs((Object[]) arguments[3]));
            int width = StoredTensor.width(storage.elementType());
            long elements = shape.stream().reduce(1L, Math::multiplyExact);
            return new StoredTensor(
                    storage.elementType(),
                    shape,
                    storage.entry(),
                    Math.toIntExact(((Number) arguments[1]).longValue() * width),
                    Math.toIntExact(elements * width),
                    (Boolean) arguments[4]);
        }

        private static List<Long> longs(Object[] numbers) {
            var longs = new ArrayList<Long>();
            for (Object number : numbers) {
                longs.add(((Number) number).longValue());
            }
            return longs;
        }

        private static void requireContiguous(List<Long> shape, List<Long> strides) {
            long expected = 1;
            for (int i = shape.size() - 1; i >= 0; i--) {
                if (shape.get(i) > 1 && strides.get(i) != expected) {
                    throw new UnusableNetworkException(
                            "has a tensor of shape %s with strides %s; save it with contiguous tensors"
                                    .formatted(shape, strides));
                }
                expected *= shape.get(i);
            }
        }
    }
}
