package dev.limbeck.teacher.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.run.DatasetSpec;
import dev.limbeck.contract.run.TeacherSpec;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeclarationTest {
    private final TeacherSpec.Train settings = Examples.training();

    @Test
    void isTheSameForTheSameTeacher() {
        assertThat(of("builtin:mlp-16", "data", settings)).isEqualTo(of("builtin:mlp-16", "data", settings));
    }

    @Test
    void changesWithNetworkDataAndSettings() {
        var other = new TeacherSpec.Train(
                settings.dataset(), settings.epochs(), settings.batchSize(), settings.optimizer(), 0.1, 2, 99);
        assertThat(of("builtin:mlp-16", "data", settings))
                .isNotEqualTo(of("builtin:mlp-32", "data", settings))
                .isNotEqualTo(of("builtin:mlp-16", "other data", settings))
                .isNotEqualTo(of("builtin:mlp-16", "data", other));
    }

    @Test
    void doesNotChangeWhenTheDataMoves() {
        var moved = new TeacherSpec.Train(
                new DatasetSpec(DatasetSpec.IDX, Path.of("elsewhere")),
                settings.epochs(),
                settings.batchSize(),
                settings.optimizer(),
                settings.validationShare(),
                settings.patience(),
                settings.seed());
        assertThat(of("builtin:mlp-16", "data", moved)).isEqualTo(of("builtin:mlp-16", "data", settings));
    }

    @Test
    void ofABroughtOneDependsOnWhatItIsMeasuredOn() {
        assertThat(Declaration.toBring("abc", Optional.empty(), Examples.input(), Optional.empty()))
                .isNotEqualTo(Declaration.toBring("abc", Optional.empty(), Examples.input(), Optional.of("set")));
    }

    private static String of(String network, String data, TeacherSpec.Train train) {
        return Declaration.toTrain(network, Examples.input(), data, train);
    }
}
