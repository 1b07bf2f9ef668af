package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.checkpoint.CheckpointFolder;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.event.Score;
import dev.limbeck.evaluator.heldout.HeldOutSet;
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
    Optional<Score> champion(HeldOutSet heldOut) {
        var promotion = scoreboard.championsReport();
        if (promotion.isEmpty()) {
            return Optional.empty();
        }
        var folder = champions.folderOf(promotion.get());
        if (!folder.isWhole()) {
            LOG.error("The champion's folder {} is gone: the next candidate is compared with none", folder.path());
            return Optional.empty();
        }
        return Optional.of(scorer.score(underTest(promotion.get(), folder.network(), Optional.empty()), heldOut));
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
