package dev.limbeck.teacher.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.dataset.IdxDirectory;
import dev.limbeck.dataset.Part;
import dev.limbeck.dataset.RecordsDirectory;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.teacher.training.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationTest {
    @TempDir
    Path folder;

    @Test
    void everythingThatIsFineIsNamedWithWhatItIs() {
        // Given
        new IdxDirectory(folder).write(Part.TRAIN, Examples.images(40, 1));
        new IdxDirectory(folder).write(Part.TEST, Examples.images(20, 2));
        // When
        var findings = findings(Examples.yaml("toy", folder, ""));
        // Then
        assertThat(findings)
                .containsExactly(
                        new Finding("spec.teacher.network: builtin:mlp-16", true, "146 parameters"),
                        new Finding(
                                "spec.teacher.train.dataset: " + folder,
                                true,
                                "40 examples to train on, 20 to test with"),
                        new Finding("spec.students[0].network: builtin:mlp-16", true, "146 parameters"),
                        new Finding("spec.students[1].network: builtin:mlp-16", true, "146 parameters"));
    }

    @Test
    void allThatIsWrongIsFoundAtOnce() throws IOException {
        // Given
        Path missing = folder.resolve("mine.pt");
        Path archive = Files.writeString(folder.resolve("other.pt"), "no zip");
        String yaml = Examples.yaml("toy", folder.resolve("none"), "")
                .replace(
                        "{name: small, network: \"builtin:mlp-16\"}",
                        "{name: small, network: \"%s\"}".formatted(missing))
                .replace(
                        "{name: labelled, network: \"builtin:mlp-16\"",
                        "{name: labelled, network: \"builtin:resent-8x4\"")
                .replace("network: \"builtin:mlp-16\"", "network: \"%s\"".formatted(archive));
        // When
        var findings = findings(yaml);
        // Then
        assertThat(findings).hasSize(4).noneMatch(Finding::ok);
        assertThat(findings.get(0).detail()).startsWith(archive + " is no TorchScript archive");
        assertThat(findings.get(1).detail()).contains("none", "is missing");
        assertThat(findings.get(2).detail()).startsWith(missing + " does not exist");
        assertThat(findings.get(3).detail())
                .startsWith("builtin:resent-8x4 is no built-in network, did you mean builtin:resnet-8x4?");
    }

    @Test
    void aHeldOutSetThatIsTooSmallForNothingElseIsFound() {
        // Given
        new IdxDirectory(folder).write(Part.TRAIN, Examples.images(40, 1));
        new IdxDirectory(folder).write(Part.TEST, Examples.images(20, 2));
        String yaml = Examples.yaml("toy", folder, "")
                + "  evaluation: {heldOut: {fraction: 0, minExamples: 21, dataset: {path: \"%s\"}}}\n"
                        .formatted(folder);
        // When
        var findings = findings(yaml);
        // Then
        assertThat(findings.get(findings.size() - 1))
                .isEqualTo(new Finding(
                        "spec.evaluation.heldOut.dataset: " + folder,
                        false,
                        folder
                                + " has 20 examples in its test part; allowed: at least minExamples, 21, where nothing of "
                                + "the stream is held out"));
    }

    @Test
    void aSetOfRecordsIsReadAsOneOfImagesIs() {
        // Given
        var images = Examples.images(40, 1);
        new RecordsDirectory(folder).write(Part.TRAIN, images);
        String yaml = Examples.yaml("toy", folder, "").replace("dataset: {path", "dataset: {format: records, path");
        // When
        var before = findings(yaml);
        new RecordsDirectory(folder).write(Part.TEST, Examples.images(20, 2));
        var after = findings(yaml);
        // Then
        String name = "spec.teacher.train.dataset: " + folder;
        assertThat(before)
                .contains(new Finding(
                        name,
                        false,
                        folder.resolve("test.records") + " is missing; allowed: that file, or the same with .gz"));
        assertThat(after).contains(new Finding(name, true, "40 examples to train on, 20 to test with"));
    }

    private static List<Finding> findings(String yaml) {
        var findings = new ArrayList<Finding>();
        new Validation(new DjlNetworkRuntime(1), findings::add).of(RunSpecReader.read(yaml));
        return findings;
    }
}
