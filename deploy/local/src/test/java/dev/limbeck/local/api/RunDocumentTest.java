package dev.limbeck.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.limbeck.contract.run.InvalidRunSpecException;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.local.Examples;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunDocumentTest {
    private static final Path HERE = Path.of("/srv/here");

    @Test
    void relativePathsBecomeAbsoluteAndAllElseStays() {
        // When
        var run = RunSpecReader.read(RunDocument.read(Examples.YAML, HERE).toString());
        // Then
        var spec = run.spec();
        assertThat(spec.teacher().network()).contains("builtin:cnn-32x128");
        assertThat(spec.teacher().train().orElseThrow().dataset().path()).isEqualTo(HERE.resolve("data/digits"));
        assertThat(spec.students().get(0).network()).isEqualTo("builtin:cnn-8");
        assertThat(spec.students().get(1).network()).isEqualTo("/srv/here/networks/own.pt");
        assertThat(spec.evaluation().heldOut().dataset().orElseThrow().path()).isEqualTo(Path.of("/data/digits"));
        assertThat(spec.source()).isEqualTo(Examples.RUN.spec().source());
    }

    @Test
    void aBroughtTeacherIsFoundFromWhereOneIs() {
        // When
        var document = RunDocument.read("spec: {teacher: {artifact: ../teacher.pt}}", HERE);
        // Then
        assertThat(document.at("/spec/teacher/artifact").asText()).isEqualTo("/srv/teacher.pt");
    }

    @Test
    void whatIsNoRunAtAllIsLeftToTheServer() {
        assertThat(RunDocument.read("spec: 7", HERE).toString()).isEqualTo("{\"spec\":7}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a: [", "a: 1\na: 2"})
    void whatIsNoYamlIsRefusedHere(String yaml) {
        assertThatExceptionOfType(InvalidRunSpecException.class).isThrownBy(() -> RunDocument.read(yaml, HERE));
    }
}
