package dev.limbeck.network.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.limbeck.network.torchscript.TorchScriptArchive;
import dev.limbeck.store.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A TorchScript module in PyTorch's memory, whose methods can be called by name. */
final class LoadedScript implements AutoCloseable {
    private static final String FILE = "script";
    private static final AtomicInteger OPEN = new AtomicInteger();

    private final Model model;
    private final PtSymbolBlock block;
    private final NDList parameters;

    private LoadedScript(Model model) {
        this.model = model;
        this.block = (PtSymbolBlock) model.getBlock();
        this.parameters = JniUtils.moduleGetParams(block, (PtNDManager) model.getNDManager());
        OPEN.incrementAndGet();
    }

    /** @throws EngineException when PyTorch cannot load the archive */
    static LoadedScript load(TorchScriptArchive archive, boolean trainable) {
        Model model = Model.newInstance(FILE, ai.djl.Device.cpu(), "PyTorch");
        return Handover.of(model, Model::close, loading -> {
            try {
                read(loading, archive, trainable);
            } catch (IOException e) {
                throw new UncheckedIOException("a network cannot be put where PyTorch reads it from", e);
            } catch (MalformedModelException e) {
                throw new EngineException(e.getMessage(), e);
            }
            return new LoadedScript(loading);
        });
    }

    private static void read(Model model, TorchScriptArchive archive, boolean trainable)
            throws IOException, MalformedModelException {
        Path folder = Files.createTempDirectory("limbeck-network-");
        try {
            archive.writeTo(Files.newOutputStream(folder.resolve(FILE + ".pt")));
            model.load(folder, FILE, Map.of("trainParam", String.valueOf(trainable)));
        } finally {
            AtomicFiles.deleteFolder(folder);
        }
    }

    /** How many are open in this process. */
    static int open() {
        return OPEN.get();
    }

    /** Memory that lives as long as this module; take sub-managers of it for what lives shorter. */
    NDManager manager() {
        return model.getNDManager();
    }

    /** Parameters with their names in the module. They are the module's own, not copies. */
    NDList parameters() {
        return parameters;
    }

    void trainingMode(boolean training) {
        if (training) {
            JniUtils.enableTrainingMode(block);
        } else {
            JniUtils.enableInferenceMode(block);
        }
    }

    /**
     * Calls a method that returns one tensor.
     *
     * @param arguments at least one; the result lives in the first one's manager
     */
    NDArray call(String method, boolean withGradients, NDList arguments) {
        return callForList(method, withGradients, arguments).singletonOrThrow();
    }

    /** Calls a method that returns a list of tensors; {@link #call} otherwise. */
    NDList callForList(String method, boolean withGradients, NDList arguments) {
        PyTorchEngine.interpretPlainly();
        try (NDArray marker = manager().create(0)) {
            marker.setName("module_method:" + method);
            var all = new NDList(arguments);
            all.add(marker);
            return IValueUtils.forward(block, all, withGradients);
        }
    }

    @Override
    public void close() {
        parameters.close();
        model.close();
        OPEN.decrementAndGet();
    }
}
