package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.evaluator.admission.CheckpointAdmission;
import dev.limbeck.evaluator.heldout.HeldOutSet;
import dev.limbeck.evaluator.promotion.Champions;
import dev.limbeck.network.UnusableNetworkException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scores those a candidate is compared with, on the candidate's own held-out set. */
record Contenders(CheckpointAdmission admission, Champions champions, Scorer scorer) {
    private static final Logger LOG = LoggerFactory.getLogger(Contenders.class);

    /**
     * A champion on this held-out set, or why there is no score.
     *
     * @param defect one sentence
     */
    record ChampionsScore(Optional<Scored> scored, Optional<String> defect) {}

    /** From its promoted folder: its checkpoint may be pruned long since. */
    ChampionsScore champion(Champion champion, HeldOutSet heldOut) {
        var defect = champions.defectOf(champion);
        if (defect.isPresent()) {
            return withoutScore(champion, defect.get());
        }
        try {
            return new ChampionsScore(Optional.of(scorer.score(underTest(champion), heldOut)), Optional.empty());
        } catch (UnusableNetworkException unusable) {
            return withoutScore(champion, String.valueOf(unusable.getMessage()));
        }
    }

    private static ChampionsScore withoutScore(Champion champion, String defect) {
        String sentence = "The champion in %s cannot be measured: %s.".formatted(champion.location(), defect);
        LOG.error("{} Restore the folder, or have the run rolled back to an earlier champion.", sentence);
        return new ChampionsScore(Optional.empty(), Optional.of(sentence));
    }

    /** Empty also when its checkpoint is pruned: a control is shown, not decided on. */
    Optional<Scored> control(CheckpointAnnounced control, HeldOutSet heldOut) {
        var objection = admission.falsehoodOf(control).or(() -> admission.objectionTo(control));
        if (objection.isPresent()) {
            LOG.info(objection.get().sentence("The control's checkpoint"));
            return Optional.empty();
        }
        try {
            return Optional.of(scorer.score(underTest(control), heldOut));
        } catch (UncheckedIOException | UnusableNetworkException pruned) {
            LOG.warn("The control's checkpoint {} cannot be measured: {}", control.location(), pruned.getMessage());
            return Optional.empty();
        }
    }

    /** @param announced truthfully, and whole in the store */
    NetworkUnderTest underTest(CheckpointAnnounced announced) {
        var student = admission.spec().student(announced.student());
        return new NetworkUnderTest(
                announced.digest(),
                announced.student(),
                student.isControl() ? Score.Arm.CONTROL : Score.Arm.DISTILLED,
                announced.checkpointId(),
                announced.step(),
                admission.store().network(announced.networkDigest()),
                Optional.of(admission.folderOf(announced).weights()),
                Optional.of(student.objective()));
    }

    private NetworkUnderTest underTest(Champion champion) {
        return new NetworkUnderTest(
                champion.checkpointDigest(),
                champion.student(),
                champion.score().arm(),
                champion.checkpointId(),
                champion.score().step(),
                champions.network(champion),
                Optional.empty(),
                Optional.of(admission.spec().student(champion.student()).objective()));
    }
}
