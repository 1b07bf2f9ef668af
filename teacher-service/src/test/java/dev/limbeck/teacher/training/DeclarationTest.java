package dev.limbeck.teacher.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.configuration.ConfigurationDigest;
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
        var moved = settings.on(new DatasetSpec(DatasetSpec.IDX, Path.of("elsewhere")));
        assertThat(of("builtin:mlp-16", "data", moved)).isEqualTo(of("builtin:mlp-16", "data", settings));
    }

    @Test
    void ofABroughtOneDependsOnWhatItIsMeasuredOn() {
        assertThat(Declaration.toBring("abc", Optional.empty(), Examples.input(), Optional.empty()))
                .isNotEqualTo(Declaration.toBring("abc", Optional.empty(), Examples.input(), Optional.of("set")));
    }

    /** As they stand beside teachers that are kept: the JSON is what was hashed then, byte by byte. */
    @Test
    void theDigestsOfBeforeDefaultsWereLeftOutAreRecognised() {
        String input = "'input':{'shape':[1,2,3],'classes':2,'normalisation':{'mean':[128.0],'std':[64.0]}},";
        assertThat(of("builtin:mlp-16", "data", settings)
                        .matches(sha("{'network':'builtin:mlp-16'," + input + "'trainingDigest':'data','epochs':4,"
                                + "'batchSize':16,'optimizer':{'kind':'adam','learningRate':0.01,'momentum':0.9,"
                                + "'weightDecay':0.0,'gradientClip':5.0,'schedule':{'warmupSteps':0,'decaySteps':0,"
                                + "'finalShare':1.0}},'validationShare':0.1,'patience':2,'seed':1}")))
                .isTrue();
        assertThat(Declaration.toBring("abc", Optional.empty(), Examples.input(), Optional.of("set"))
                        .matches(sha("{'networkDigest':'abc','version':null," + input + "'measuredOn':'set'}")))
                .isTrue();
    }

    private static String sha(String json) {
        return Sha256.hex(json.replace('\'', '"').getBytes(UTF_8));
    }

    private static ConfigurationDigest of(String network, String data, TeacherSpec.Train train) {
        return Declaration.toTrain(network, Examples.input(), data, train);
    }
}
