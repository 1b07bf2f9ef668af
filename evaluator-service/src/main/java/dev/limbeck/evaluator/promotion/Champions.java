package dev.limbeck.evaluator.promotion;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.lifecycle.RunOrder.PointChampion;
import dev.limbeck.contract.lifecycle.RunOrder.Promote;
import dev.limbeck.contract.run.RunSpec;
import dev.limbeck.evaluator.admission.CheckpointAdmission;
import dev.limbeck.evaluator.admission.Objection;
import dev.limbeck.evaluator.admission.Objection.Reason;
import dev.limbeck.evaluator.admission.StoreLocation;
import dev.limbeck.evaluator.report.KeptReports;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.store.AtomicFiles;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.store.checkpoint.CheckpointFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Moves the link to the champion of a run, as ordered. The folder is written first, then the link is moved, then the
 * order is answered: after a crash in between, the same order finds what is done and does the rest.
 */
public record Champions(StoreLayout store, NetworkRuntime runtime) {

    /**
     * Exports the candidate and points the link at it. A whole folder of the same checkpoint stays as it is.
     *
     * @param spec of the order's run
     * @return why it cannot be done; empty when it is done
     */
    public Optional<Objection> promote(Promote order, RunSpec spec) {
        var admission = new CheckpointAdmission(store, spec);
        var falsehood = admission.falsehoodOf(order.candidate());
        if (falsehood.isPresent()) {
            return falsehood;
        }
        var folder = folderOf(order);
        try {
            if (folder.defectFor(order.candidate().digest()).isPresent()) {
                var objection = admission.objectionTo(order.candidate());
                if (objection.isPresent()) {
                    return objection;
                }
                write(folder, order, spec, admission.folderOf(order.candidate()));
            }
            AtomicFiles.moveLink(store.champion(order.run()), folder.path());
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot promote into " + folder.path(), e);
        }
    }

    /** Points the link at an earlier champion; why that cannot be done, or empty when it is done. */
    public Optional<Objection> point(PointChampion order) {
        var champion = order.champion();
        var defect = defectOf(champion);
        if (defect.isPresent()) {
            return Optional.of(new Objection(Reason.DEFECTIVE, champion.location() + ": " + defect.get()));
        }
        try {
            AtomicFiles.moveLink(
                    store.champion(order.run()),
                    folderOf(champion).orElseThrow().path());
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot point at " + champion.location(), e);
        }
    }

    /** Where the order's artifact stands, relative to the store's root. */
    public String locationOf(Promote order) {
        return store.root().relativize(folderOf(order).path()).toString();
    }

    /**
     * The champion's network file.
     *
     * @param champion without a defect
     */
    public Path network(Champion champion) {
        return folderOf(champion).orElseThrow().network();
    }

    /** What is wrong with the champion's artifact; empty when nothing is. */
    public Optional<String> defectOf(Champion champion) {
        var folder = folderOf(champion);
        if (folder.isEmpty()) {
            return Optional.of("it is not in the store");
        }
        try {
            return folder.get().defectFor(champion.checkpointDigest());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the champion in " + champion.location(), unreadable);
        }
    }

    private Optional<PromotedFolder> folderOf(Champion champion) {
        return StoreLocation.of(store, champion.location()).map(PromotedFolder::new);
    }

    private PromotedFolder folderOf(Promote order) {
        var candidate = order.candidate();
        return new PromotedFolder(
                store.promoted(order.run(), order.generation(), candidate.student(), candidate.checkpointId()));
    }

    private void write(PromotedFolder folder, Promote order, RunSpec spec, CheckpointFolder checkpoint)
            throws IOException {
        Path network = store.network(order.candidate().networkDigest());
        var metadata = runtime.describe(network, spec.signature()).withProvenance(provenance(order.report()));
        folder.write(target -> runtime.export(network, checkpoint.weights(), metadata, target), metadata, whole(order));
    }

    /** What a run keeps of a report is for decisions; an artifact says all there is to say. */
    private Promote whole(Promote order) {
        return new Promote(
                order.orderId(),
                order.attempt(),
                order.run(),
                order.generation(),
                order.candidate(),
                new KeptReports(store).whole(order.report()),
                order.decision());
    }

    private static Map<String, String> provenance(EvaluationReport report) {
        Score candidate = report.candidate();
        var provenance = new LinkedHashMap<String, String>();
        provenance.put("run", report.run());
        provenance.put("generation", String.valueOf(report.generation()));
        provenance.put("student", candidate.name());
        provenance.put("step", String.valueOf(candidate.step()));
        provenance.put("checkpoint", candidate.checkpointId());
        provenance.put("checkpointDigest", report.checkpointDigest());
        candidate.metrics().forEach((name, measured) -> provenance.put(name, String.valueOf(measured.value())));
        provenance.put("teacher", report.teacher().checkpointId());
        provenance.put("heldOutDigest", report.heldOut().digest());
        provenance.put("reference", report.heldOut().reference().name());
        return provenance;
    }
}
