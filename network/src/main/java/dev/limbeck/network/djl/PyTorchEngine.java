package dev.limbeck.network.djl;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Platform;
import ai.djl.util.Utils;
import dev.limbeck.network.engine.TestedEngine;
import dev.limbeck.network.engine.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Starts PyTorch once a process: with arithmetic that was tested on this machine, with a fixed number of threads, and
 * without asking the network for anything.
 */
final class PyTorchEngine {
    private static final String NAME = "PyTorch";
    private static boolean started;
    private static @Nullable Verdict verdict;

    private PyTorchEngine() {}

    /** @throws dev.limbeck.network.engine.UnsoundEngineException when it computes wrongly here, whatever it may use */
    static synchronized void start(int intraOpThreads) {
        if (!started) {
            TestedEngine.prepare(verdict(intraOpThreads));
            startUntested(intraOpThreads);
        }
    }

    /** As the environment has it: for the test itself. */
    static synchronized void startUntested(int intraOpThreads) {
        if (!started) {
            offline();
            System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(intraOpThreads));
            System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
            Engine.getEngine(NAME);
            NativeSwitches.withoutNnpack();
            started = true;
        }
    }

    /** Of the first number of threads that is asked about: that is what the engine has from then on. */
    static synchronized Verdict verdict(int intraOpThreads) {
        if (verdict == null) {
            verdict = test(intraOpThreads);
        }
        return verdict;
    }

    private static Verdict test(int intraOpThreads) {
        offline();
        var platform = Platform.detectPlatform("pytorch");
        String library = "PyTorch %s %s %s, DJL %s"
                .formatted(
                        platform.getVersion(), platform.getFlavor(), platform.getClassifier(), Engine.getDjlVersion());
        return TestedEngine.verdict(library, Utils.getEngineCacheDir("pytorch"), intraOpThreads);
    }

    private static void offline() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
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
