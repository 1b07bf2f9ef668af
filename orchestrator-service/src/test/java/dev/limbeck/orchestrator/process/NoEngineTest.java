package dev.limbeck.orchestrator.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** It moves runs and computes nothing: an engine of 112 MB would only have to be kept free of holes. */
class NoEngineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ai.djl.pytorch.engine.PtEngine",
                "ai.djl.pytorch.jni.PyTorchLibrary",
                "ai.djl.engine.Engine",
                "dev.limbeck.network.NetworkRuntime"
            })
    void nothingThatComputesIsOnTheClassPath(String type) {
        assertThatThrownBy(() -> Class.forName(type)).isInstanceOf(ClassNotFoundException.class);
    }
}
