package dev.limbeck.teacher.training;

import dev.limbeck.contract.configuration.ConfigurationDigest;
import dev.limbeck.contract.run.DatasetSpec;
import dev.limbeck.contract.run.InputSpec;
import dev.limbeck.contract.run.TeacherSpec;
import java.nio.file.Path;
import java.util.Optional;

/** A declaration as a digest. Files count with their content, not with their path: moved data is the same data. */
final class Declaration {
    private Declaration() {}

    /** @param train with the digest of its examples in the place of their path */
    record ToTrain(String network, InputSpec input, TeacherSpec.Train train) {}

    record ToBring(String networkDigest, Optional<String> version, InputSpec input, Optional<String> measuredOn) {}

    /** @param network the name of a built-in one, or the digest of a file */
    static ConfigurationDigest toTrain(
            String network, InputSpec input, String trainingDigest, TeacherSpec.Train train) {
        var declared = new ToTrain(network, input, train.on(new DatasetSpec(DatasetSpec.IDX, Path.of(trainingDigest))));
        return ConfigurationDigest.of(declared, FirstDeclaration.ToTrain.of(declared, trainingDigest));
    }

    /** @param measuredOn digest of the labelled set its accuracy is from, where there is one */
    static ConfigurationDigest toBring(
            String networkDigest, Optional<String> version, InputSpec input, Optional<String> measuredOn) {
        var declared = new ToBring(networkDigest, version, input, measuredOn);
        return ConfigurationDigest.of(declared, FirstDeclaration.ToBring.of(declared));
    }
}
