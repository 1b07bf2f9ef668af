package dev.limbeck.network.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTest {
    @TempDir
    Path folder;

    @Test
    void aProcessorIsWhatLibrariesChooseTheirCodeBy() throws Exception {
        // Given
        Path cpus = Files.writeString(folder.resolve("cpuinfo"), """
                processor	: 0
                vendor_id	: AuthenticAMD
                cpu family	: 26
                cpu MHz		: 2096.000
                flags		: fpu avx2

                processor	: 1
                vendor_id	: other
                """);
        Path cache = Files.createDirectories(folder.resolve("cache/index0"));
        Files.writeString(cache.resolve("size"), "48K\n");
        // When
        var processor = Processor.describe(cpus, folder.resolve("cache"));
        // Then
        assertThat(processor)
                .containsEntry("vendor_id", "AuthenticAMD")
                .containsEntry("cpu family", "26")
                .containsEntry("flags", "fpu avx2")
                .containsEntry("cache index0/size", "48K")
                .doesNotContainKeys("cpu MHz", "processor");
    }

    @Test
    void withoutSuchFilesTheSystemStandsForIt() {
        assertThat(Processor.describe(folder.resolve("none"), folder.resolve("none")))
                .containsOnlyKeys("system", "version");
    }
}
