package dev.limbeck.teacher.training;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.run.InputSpec;
import dev.limbeck.contract.run.OptimizerSpec;
import dev.limbeck.contract.run.TeacherSpec;
import java.util.Optional;

/** A declaration as a digest. Files count with their content, not with their path: moved data is the same data. */
final class Declaration {
    private Declaration() {}

    private record ToTrain(
            String network,
            InputSpec input,
            String trainingDigest,
            int epochs,
            int batchSize,
            OptimizerSpec optimizer,
            double validationShare,
            int patience,
            long seed) {}

    private record ToBring(
            String networkDigest, Optional<String> version, InputSpec input, Optional<String> measuredOn) {}

    /** @param network the name of a built-in one, or the digest of a file */
    static String toTrain(String network, InputSpec input, String trainingDigest, TeacherSpec.Train train) {
        return digest(new ToTrain(
                network,
                input,
                trainingDigest,
                train.epochs(),
                train.batchSize(),
                train.optimizer(),
                train.validationShare(),
                train.patience(),
                train.seed()));
    }

    /** @param measuredOn digest of the labelled set its accuracy is from, where there is one */
    static String toBring(
            String networkDigest, Optional<String> version, InputSpec input, Optional<String> measuredOn) {
        return digest(new ToBring(networkDigest, version, input, measuredOn));
    }

    private static String digest(Record declaration) {
        return Sha256.hex(ContractJson.write(declaration));
    }
}
