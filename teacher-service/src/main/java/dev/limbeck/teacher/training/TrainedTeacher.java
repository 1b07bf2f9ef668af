package dev.limbeck.teacher.training;

import dev.limbeck.contract.configuration.ConfigurationDigest;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.run.TeacherSpec;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.dataset.DeclaredSet;
import dev.limbeck.dataset.LabelledSet;
import dev.limbeck.dataset.Part;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.builtin.BuiltinNetworks;
import dev.limbeck.network.safetensors.SafeTensors;
import dev.limbeck.store.FileDigest;
import dev.limbeck.teacher.training.BestState.Trained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A teacher that is trained here from a labelled data set. */
final class TrainedTeacher implements TeacherOrigin {
    /** Hard labels only: a teacher has no teacher. */
    static final ObjectiveSpec OBJECTIVE = new ObjectiveSpec(0, 1);

    private final NetworkRuntime runtime;
    private final Signature input;
    private final String network;
    private final TeacherSpec.Train settings;
    private final TrainingListener listener;
    private final LabelledSet learning;
    private final String learningDigest;
    private final ConfigurationDigest declaration;

    TrainedTeacher(
            NetworkRuntime runtime,
            Signature input,
            String network,
            TeacherSpec.Train settings,
            TrainingListener listener)
            throws IOException {
        this.runtime = runtime;
        this.input = input;
        this.network = network;
        this.settings = settings;
        this.listener = listener;
        this.learning = DeclaredSet.read(settings.dataset(), Part.TRAIN, input);
        this.learningDigest = learning.digest();
        this.declaration = Declaration.toTrain(
                BuiltinNetworks.isBuiltin(network) ? network : FileDigest.of(Path.of(network)),
                input,
                learningDigest,
                settings);
    }

    @Override
    public ConfigurationDigest declaration() {
        return declaration;
    }

    @Override
    public MadeTeacher make(Path workFolder) throws IOException, InterruptedException {
        listener.training();
        // Read first, so that a missing test part is found before hours of training.
        var test = DeclaredSet.read(settings.dataset(), Part.TEST, input);
        Path initial = initialNetwork(workFolder);
        var trained = train(initial);
        Path weights = workFolder.resolve("weights.safetensors");
        SafeTensors.write(weights, trained.state().weights());
        TeacherScore score;
        try (var opened = runtime.open(initial, weights, input)) {
            score = TeacherScore.of(input.task(), opened::outputs, test);
        }
        var metadata = runtime.describe(initial, input).withProvenance(provenance(trained, score.accuracy()));
        Path exported = workFolder.resolve("exported.pt");
        runtime.export(initial, weights, metadata, exported);
        return new MadeTeacher(exported, metadata, Optional.of(score), Optional.empty());
    }

    private Path initialNetwork(Path workFolder) throws IOException {
        if (!BuiltinNetworks.isBuiltin(network)) {
            return Path.of(network);
        }
        Path file = workFolder.resolve("initial.pt");
        return Files.write(file, BuiltinNetworks.author(network, input, settings.seed()));
    }

    private Trained train(Path initial) throws InterruptedException {
        var parts = learning.shuffledSplit(settings.seed(), settings.validationShare());
        try (var trainable = runtime.openTrainable(initial, input, OBJECTIVE, settings.optimizer())) {
            return new TeacherTraining(input.task(), settings, listener)
                    .train(trainable, parts.training(), parts.validation());
        } catch (UnusableNetworkException unfit) {
            throw unfit.of(network); // not the name of a file that is about to be deleted
        }
    }

    private Map<String, String> provenance(Trained trained, double accuracy) {
        var provenance = new LinkedHashMap<String, String>();
        provenance.put("trainedFrom", network);
        provenance.put("datasetDigest", learningDigest);
        provenance.put("examples", String.valueOf(learning.size()));
        provenance.put("seed", String.valueOf(settings.seed()));
        provenance.put("optimizer", settings.optimizer().toString());
        provenance.put("epoch", trained.epoch() + " of at most " + settings.epochs());
        provenance.put("validationLoss", String.valueOf(trained.validation().loss()));
        provenance.put("validationAccuracy", String.valueOf(trained.validation().accuracy()));
        provenance.put("testAccuracy", String.valueOf(accuracy));
        return provenance;
    }
}
