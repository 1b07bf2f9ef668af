package dev.limbeck.teacher.training;

import dev.limbeck.contract.configuration.ConfigurationDigest;
import dev.limbeck.contract.run.RunSpec;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.dataset.DeclaredSet;
import dev.limbeck.dataset.LabelledSet;
import dev.limbeck.dataset.Part;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.store.FileDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A teacher that somebody else made. It is opened once before it is accepted, and measured where that is possible. */
final class BroughtTeacher implements TeacherOrigin {
    private final NetworkRuntime runtime;
    private final Path artifact;
    private final Optional<String> version;
    private final Signature input;
    private final Optional<LabelledSet> test;
    private final ConfigurationDigest declaration;

    BroughtTeacher(NetworkRuntime runtime, RunSpec spec, Path artifact) throws IOException {
        this.runtime = runtime;
        this.artifact = artifact;
        this.version = spec.teacher().version();
        this.input = spec.signature();
        this.test = spec.evaluation().heldOut().dataset().map(dataset -> DeclaredSet.read(dataset, Part.TEST, input));
        this.declaration = Declaration.toBring(FileDigest.of(artifact), version, input, test.map(LabelledSet::digest));
    }

    @Override
    public ConfigurationDigest declaration() {
        return declaration;
    }

    @Override
    public MadeTeacher make(Path workFolder) {
        try (var network = runtime.open(artifact, input)) {
            var score = test.map(set -> TeacherScore.of(input.task(), network::outputs, set));
            return new MadeTeacher(artifact, network.metadata(), score, version);
        }
    }
}
