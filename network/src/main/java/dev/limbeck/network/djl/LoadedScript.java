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
import dev.limbeck.contract.artifact.AtomicFiles;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.torchscript.TorchScriptArchive;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A TorchScript module in PyTorch's memory, whose methods can be called by name. */
final class LoadedScript implements AutoCloseable {
    private static final String FILE = "script";

    private final Model model;
    private final PtSymbolBlock block;
    private final NDList tensors;

    private LoadedScript(Model model) {
        this.model = model;
        this.block = (PtSymbolBlock) model.getBlock();
        this.tensors = JniUtils.moduleGetParams(block, (PtNDManager) model.getNDManager());
    }

    /** @throws UnusableNetworkException when PyTorch cannot load the archive */
    static LoadedScript load(TorchScriptArchive archive, boolean trainable) {
        Model model = Model.newInstance(FILE, ai.djl.Device.cpu(), "PyTorch");
        try {
            Path folder = Files.createTempDirectory("limbeck-network-");
            try {
                Files.write(folder.resolve(FILE + ".pt"), archive.toBytes());
                model.load(folder, FILE, Map.of("trainParam", String.valueOf(trainable)));
            } finally {
                AtomicFiles.deleteFolder(folder);
            }
            return new LoadedScript(model);
        } catch (IOException | MalformedModelException | EngineException e) {
            model.close();
            throw new UnusableNetworkException("PyTorch cannot load the network: " + firstLines(e), e);
        }
    }

    /** Memory that lives as long as this module; take sub-managers of it for what lives shorter. */
    NDManager manager() {
        return model.getNDManager();
    }

    /** Parameters and buffers by their names in the module. They are the module's own, not copies. */
    NDList tensors() {
        return tensors;
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
        PyTorchEngine.interpretPlainly();
        try (NDArray marker = manager().create(0)) {
            marker.setName("module_method:" + method);
            var all = new NDList(arguments);
            all.add(marker);
            return IValueUtils.forward(block, all, withGradients).singletonOrThrow();
        }
    }

    void save(OutputStream out) {
        JniUtils.writeModule(block, out, false);
    }

    static String firstLines(Throwable e) {
        return String.valueOf(e.getMessage())
                .lines()
                .limit(4)
                .map(String::strip)
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }

    @Override
    public void close() {
        tensors.close();
        model.close();
    }
}
