package dev.limbeck.network.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;

/** Starts PyTorch once a process: with a fixed number of threads, and without asking the network for anything. */
final class PyTorchEngine {
    private static final String NAME = "PyTorch";
    private static boolean started;

    private PyTorchEngine() {}

    static synchronized void start(int intraOpThreads) {
        if (!started) {
            System.setProperty("ai.djl.offline", "true");
            System.setProperty("OPT_OUT_TRACKING", "true");
            System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(intraOpThreads));
            System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
            Engine.getEngine(NAME);
            started = true;
        }
    }

    static NDManager newManager() {
        return NDManager.newBaseManager(ai.djl.Device.cpu(), NAME);
    }

    static void seed(long seed) {
        JniUtils.setSeed(seed);
    }

    /**
     * Runs scripts as they are written. The optimising executor recompiles after the first calls, and a recompiled graph
     * may round differently: a resumed run would no longer equal an undisturbed one. The switch is a thread's own.
     */
    static void interpretPlainly() {
        JniUtils.setGraphExecutorOptimize(false);
    }
}
