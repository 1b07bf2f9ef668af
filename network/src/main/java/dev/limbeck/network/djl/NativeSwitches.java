package dev.limbeck.network.djl;

import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Switches of PyTorch's that DJL does not pass on. */
final class NativeSwitches {
    private static final Logger log = LoggerFactory.getLogger(NativeSwitches.class);

    private NativeSwitches() {}

    /**
     * Leaves NNPACK alone. It computes nothing here, for oneDNN takes the batches that it would be asked for; but where
     * it does not know the processor it is tried anew, and says so, with each small convolution.
     */
    static void withoutNnpack() {
        Path libraries = Path.of(LibUtils.getLibtorchPath());
        try {
            var library = NativeLibrary.getInstance(
                    libraries.resolve(System.mapLibraryName("torch_cpu")).toString());
            Pointer context = library.getFunction("_ZN2at13globalContextEv").invokePointer(new Object[0]);
            library.getFunction("_ZN2at7Context20setUserEnabledNNPACKEb").invokeVoid(new Object[] {context, 0});
        } catch (UnsatisfiedLinkError otherwiseBuilt) {
            log.debug("NNPACK cannot be switched off in {}", libraries, otherwiseBuilt);
        }
    }
}
