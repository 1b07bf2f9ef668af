package dev.limbeck.evaluator.kafka;

import dev.limbeck.contract.kind.Kinds;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunEvent.ChampionMoved;
import dev.limbeck.contract.lifecycle.RunEvent.OrderRefused;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunOrder.Evaluate;
import dev.limbeck.contract.lifecycle.RunOrder.PointChampion;
import dev.limbeck.contract.lifecycle.RunOrder.Promote;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.evaluator.admission.Objection;
import dev.limbeck.evaluator.admission.Objection.Reason;
import dev.limbeck.evaluator.evaluation.Outcome;
import dev.limbeck.evaluator.evaluation.Outcome.Measured;
import dev.limbeck.evaluator.evaluation.Outcome.NotYet;
import dev.limbeck.evaluator.evaluation.Outcome.Refused;
import dev.limbeck.evaluator.promotion.Champions;
import dev.limbeck.evaluator.report.KeptReports;
import dev.limbeck.evaluator.status.EvaluatorMeters;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out one order that counts, and answers it. */
final class OrderWork {
    private static final Logger LOG = LoggerFactory.getLogger(OrderWork.class);

    private static final Kinds<RunOrder, CarryingOut> CARRIED_OUT = Kinds.<RunOrder, CarryingOut>of(RunOrder.class)
            .when(Evaluate.class, order -> (work, run) -> work.evaluate(order, run))
            .when(Promote.class, order -> (work, run) -> work.promote(order, run))
            .when(PointChampion.class, order -> (work, run) -> work.point(order))
            // The orchestrator's own.
            .when(RunOrder.Provision.class, order -> (work, run) -> Optional.empty())
            .all();
    private static final Kinds<Outcome, Answering> ANSWERED = Kinds.<Outcome, Answering>of(Outcome.class)
            .when(NotYet.class, notYet -> (work, asked) -> work.await(asked, notYet))
            .when(
                    Refused.class,
                    refused -> (work, asked) -> work.refuse(asked.order(), asked.subject(), refused.objection()))
            .when(Measured.class, measured -> (work, asked) -> work.publish(asked, measured))
            .all();

    private final GenerationBenches benches;
    private final Champions champions;
    private final KeptReports reports;
    private final AnswerPublisher publisher;
    private final EvaluatorMeters meters;
    private final Clock clock;

    OrderWork(
            GenerationBenches benches,
            Champions champions,
            KeptReports reports,
            AnswerPublisher publisher,
            EvaluatorMeters meters,
            Clock clock) {
        this.benches = benches;
        this.champions = champions;
        this.reports = reports;
        this.publisher = publisher;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Returns once the answer is published.
     *
     * @return what it has to wait for; empty when it is answered
     */
    Optional<String> carryOut(RunOrder order, RunState run) throws InterruptedException {
        return CARRIED_OUT.of(order).by(this, run);
    }

    /** What is done for an order, and what it has to wait for. */
    private interface CarryingOut {
        Optional<String> by(OrderWork work, RunState run) throws InterruptedException;
    }

    /** What is said of a checkpoint that was to be measured, and what that has to wait for. */
    private interface Answering {
        Optional<String> by(OrderWork work, Asked asked) throws InterruptedException;
    }

    /** @param subject for a sentence */
    private record Asked(Evaluate order, RunState run, GenerationBench bench, String subject) {}

    /** A pause stops measuring, which takes its time; the champion is moved all the same, for people may ask for it. */
    private Optional<String> evaluate(Evaluate order, RunState run) throws InterruptedException {
        if (run.phase() == RunPhase.PAUSED) {
            return Optional.of("its run is paused");
        }
        var candidate = order.candidate();
        String subject = "Checkpoint %s of %s".formatted(candidate.checkpointId(), candidate.student());
        GenerationBench bench;
        try {
            bench = benches.of(new Generation(run.declaration(), order.generation()));
        } catch (IllegalArgumentException unsatisfiable) {
            return refuse(
                    order, subject, new Objection(Reason.UNSATISFIABLE, String.valueOf(unsatisfiable.getMessage())));
        }
        var outcome = bench.evaluation()
                .evaluate(order, run.declaration().spec().promotion().metric());
        return ANSWERED.of(outcome).by(this, new Asked(order, run, bench, subject));
    }

    private Optional<String> await(Asked asked, NotYet notYet) throws InterruptedException {
        if (!hasAllThereWillBe(asked)) {
            return Optional.of(notYet.reason());
        }
        String never = notYet.reason() + ", and no more will come, for the run drains";
        return refuse(asked.order(), asked.subject(), new Objection(Reason.NOT_MEASURABLE, never));
    }

    private Optional<String> publish(Asked asked, Measured measured) throws InterruptedException {
        var order = asked.order();
        publisher.publish(order, reports.keep(order, measured.report()));
        meters.measured(measured);
        LOG.info("{} of run {} is measured, attempt {}", asked.subject(), order.run(), order.attempt());
        return Optional.empty();
    }

    /** Examples of all that is labelled were written before the run was said to be so far. */
    private static boolean hasAllThereWillBe(Asked asked) {
        var run = asked.run();
        return run.phase() == RunPhase.DRAINING
                && run.sourceDrained()
                && run.currentGeneration().number() == asked.order().generation()
                && asked.bench().reader().hasReadAll();
    }

    private Optional<String> promote(Promote order, RunState run) throws InterruptedException {
        var candidate = order.candidate();
        String subject = "Checkpoint %s of %s".formatted(candidate.checkpointId(), candidate.student());
        var objection = champions.promote(order, run.declaration().spec());
        if (objection.isPresent()) {
            return refuse(order, subject, objection.get());
        }
        moved(order, candidate.digest(), champions.locationOf(order));
        meters.promoted(order);
        return Optional.empty();
    }

    private Optional<String> point(PointChampion order) throws InterruptedException {
        var champion = order.champion();
        var objection = champions.point(order);
        if (objection.isPresent()) {
            return refuse(order, "The artifact of %s".formatted(champion.checkpointId()), objection.get());
        }
        moved(order, champion.checkpointDigest(), champion.location());
        meters.pointed(order);
        return Optional.empty();
    }

    private void moved(RunOrder order, String checkpointDigest, String location) throws InterruptedException {
        publisher.publish(new ChampionMoved(
                order.run(), order.orderId(), order.attempt(), checkpointDigest, location, clock.instant()));
        LOG.info("The champion of run {} is {}", order.run(), location);
    }

    private Optional<String> refuse(RunOrder order, String subject, Objection objection) throws InterruptedException {
        String sentence = objection.sentence(subject);
        publisher.publish(new OrderRefused(order.run(), order.orderId(), order.attempt(), sentence, clock.instant()));
        meters.refused(order.run(), objection.reason());
        LOG.error("Run {}: {}", order.run(), sentence);
        return Optional.empty();
    }
}
