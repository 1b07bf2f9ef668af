package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.artifact.AtomicFiles;
import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.checkpoint.CheckpointFolder;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.PromotionDecision.Promote;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.run.InputSpec;
import dev.limbeck.network.NetworkRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The promoted students in the store, and the link to the newest. The folder is written first, then the link is
 * moved, then the report is published: a crash in between leaves a folder that says what is still to be done.
 */
record Champions(StoreLayout store, NetworkRuntime runtime, InputSpec input) {
    private static final Logger LOG = LoggerFactory.getLogger(Champions.class);

    PromotedFolder folderOf(EvaluationReport promotion) {
        return folder(
                promotion.run(),
                promotion.candidate().name(),
                promotion.candidate().checkpointId());
    }

    /** A person retires a champion by removing the link to it; nothing else does. */
    boolean isLinked(String run) {
        return Files.isSymbolicLink(store.champion(run));
    }

    /** Finishes a promotion that was decided before a crash, and gives its report; empty when there is none. */
    Optional<EvaluationReport> resume(CheckpointAnnounced announced) {
        var folder = folder(announced.run(), announced.student(), announced.checkpointId());
        try {
            if (!Files.isDirectory(folder.path())) {
                return Optional.empty();
            }
            var defect = folder.defectFor(announced.digest());
            if (defect.isPresent()) {
                LOG.warn("{} is not taken for a promotion of {}: {}", folder.path(), announced.digest(), defect.get());
                return Optional.empty();
            }
            AtomicFiles.moveLink(store.champion(announced.run()), folder.path());
            return folder.reportOn(announced.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot resume the promotion in " + folder.path(), e);
        }
    }

    /** Does in the store what the report has decided. */
    void settle(EvaluationReport report, CheckpointAnnounced announced, CheckpointFolder checkpoint) {
        if (!(report.decision() instanceof Promote)) {
            return;
        }
        var folder = folderOf(report);
        Path network = store.network(announced.networkDigest());
        var metadata = runtime.describe(network, input).withProvenance(provenance(report));
        try {
            folder.write(target -> runtime.export(network, checkpoint.weights(), metadata, target), metadata, report);
            AtomicFiles.moveLink(store.champion(report.run()), folder.path());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot promote into " + folder.path(), e);
        }
    }

    private PromotedFolder folder(String run, String student, String checkpointId) {
        return new PromotedFolder(store.promoted(run, student, checkpointId));
    }

    private static Map<String, String> provenance(EvaluationReport report) {
        Score candidate = report.candidate();
        var provenance = new LinkedHashMap<String, String>();
        provenance.put("run", report.run());
        provenance.put("student", candidate.name());
        provenance.put("step", String.valueOf(candidate.step()));
        provenance.put("checkpoint", candidate.checkpointId());
        provenance.put("checkpointDigest", report.checkpointDigest());
        candidate.accuracy().ifPresent(accuracy -> provenance.put("accuracy", String.valueOf(accuracy)));
        provenance.put("teacherAgreement", String.valueOf(candidate.teacherAgreement()));
        provenance.put("teacher", report.teacher().checkpointId());
        provenance.put("heldOutDigest", report.heldOut().digest());
        return provenance;
    }
}
