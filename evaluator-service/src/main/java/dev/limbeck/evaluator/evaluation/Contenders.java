package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.checkpoint.CheckpointFolder;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.Score;
import dev.limbeck.evaluator.heldout.HeldOutSet;
import dev.limbeck.evaluator.promotion.Champion;
import dev.limbeck.network.UnusableNetworkException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scores those a candidate is compared with, on the candidate's own held-out set. */
record Contenders(Scoreboard scoreboard, Champions champions, Scorer scorer, StoreLayout store) {
    private static final Logger LOG = LoggerFactory.getLogger(Contenders.class);

    /** From its promoted folder: its checkpoint may be pruned long since. */
    Champion champion(HeldOutSet heldOut) {
        var promotion = scoreboard.championsReport();
        if (promotion.isEmpty()) {
            return new Champion.None();
        }
        var folder = champions.folderOf(promotion.get());
        var defect = defectOf(folder, promotion.get());
        if (defect.isPresent()) {
            return withoutMeasurement(promotion.get(), folder, defect.get());
        }
        try {
            return new Champion.Measured(
                    scorer.score(underTest(promotion.get(), folder.network(), Optional.empty()), heldOut));
        } catch (UnusableNetworkException unusable) {
            return withoutMeasurement(promotion.get(), folder, String.valueOf(unusable.getMessage()));
        }
    }

    private static Optional<String> defectOf(PromotedFolder folder, EvaluationReport promotion) {
        try {
            return folder.defectFor(promotion.checkpointDigest());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the champion in " + folder.path(), unreadable);
        }
    }

    private Champion withoutMeasurement(EvaluationReport promotion, PromotedFolder folder, String defect) {
        if (!champions.isLinked(promotion.run())) {
            LOG.warn("The champion in {} is retired, for its link was removed: {}", folder.path(), defect);
            return new Champion.None();
        }
        LOG.error(
                "The champion in {} cannot be measured, so nothing is promoted: {}. Restore the folder, or remove the"
                        + " link {} to do without that champion",
                folder.path(),
                defect,
                store.champion(promotion.run()));
        var candidate = promotion.candidate();
        return new Champion.Unmeasurable("%s at step %d".formatted(candidate.name(), candidate.step()), defect);
    }

    /** Empty also when its checkpoint is pruned: a control is shown, not decided on. */
    Optional<Score> control(HeldOutSet heldOut) {
        return scoreboard.newestControlsReport().flatMap(report -> fromCheckpoint(report, heldOut));
    }

    private Optional<Score> fromCheckpoint(EvaluationReport report, HeldOutSet heldOut) {
        var candidate = report.candidate();
        var folder = new CheckpointFolder(
                store.checkpoints(report.run(), candidate.name()).resolve(candidate.checkpointId()));
        try {
            if (folder.defect().isPresent() || !folder.digest().equals(report.checkpointDigest())) {
                return Optional.empty();
            }
            Path network = store.network(folder.state().lineage().networkDigest());
            return Optional.of(scorer.score(underTest(report, network, Optional.of(folder.weights())), heldOut));
        } catch (IOException | UncheckedIOException | UnusableNetworkException pruned) {
            LOG.warn("The control's checkpoint {} cannot be measured any more: {}", folder.path(), pruned.getMessage());
            return Optional.empty();
        }
    }

    private static NetworkUnderTest underTest(EvaluationReport report, Path network, Optional<Path> weights) {
        var candidate = report.candidate();
        return new NetworkUnderTest(
                report.checkpointDigest(),
                candidate.name(),
                candidate.arm(),
                candidate.checkpointId(),
                candidate.step(),
                network,
                weights);
    }
}
