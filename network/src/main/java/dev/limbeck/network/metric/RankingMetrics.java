package dev.limbeck.network.metric;

import dev.limbeck.contract.event.Breakdown;
import dev.limbeck.contract.event.Breakdown.Part;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.record.OfGrade;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.contract.task.Ranking;
import dev.limbeck.network.metric.TestedOutputs.Labelled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Of networks that give one score. */
record RankingMetrics(Ranking task) implements TaskMetrics {
    private static final String BY_GRADE = "grade";

    @Override
    public Measurement measure(TestedOutputs tested) {
        var metrics = new TreeMap<>(tested.means());
        var labelled = tested.labelled(OfGrade.class);
        if (labelled.isEmpty()) {
            return new Measurement(metrics, Breakdown.NONE);
        }
        metrics.put(
                Ranking.LOG_LOSS.name(),
                Estimate.mean(labelled.stream()
                        .mapToDouble(
                                one -> Ranking.logLoss(share(one), one.output().get(0)))
                        .toArray()));
        var curve = new RankedScores(
                labelled.stream().mapToDouble(one -> one.output().get(0)).toArray(),
                labelled.stream().mapToDouble(this::share).toArray());
        // Where all are clicked, or none is, there are no two to be told apart.
        Optional.of(Estimate.resampled(labelled.size(), labelled.size(), curve::areaUnderCurve))
                .filter(Measured::isKnown)
                .ifPresent(area -> metrics.put(Ranking.AUC.name(), area));
        double[] gains = groups(labelled).stream()
                .mapToDouble(group -> DiscountedGain.normalised(group))
                .filter(Double::isFinite)
                .toArray();
        if (gains.length > 0) {
            metrics.put(Ranking.NDCG.name(), Estimate.mean(gains));
        }
        var confidences = labelled.stream()
                .map(one -> new Confidence(probability(one), share(one)))
                .toList();
        metrics.put(Classification.CALIBRATION_ERROR.name(), CalibrationError.estimate(confidences));
        return new Measurement(
                metrics,
                new Breakdown(
                        BY_GRADE,
                        parts(labelled),
                        List.of(),
                        CalibrationError.of(confidences).bins()));
    }

    private double share(Labelled<OfGrade> one) {
        return task.row(one.label())[0];
    }

    private static double probability(Labelled<OfGrade> one) {
        return 1 / (1 + Math.exp(-one.output().get(0)));
    }

    /** A group of one has no order. */
    private static List<List<Labelled<OfGrade>>> groups(List<Labelled<OfGrade>> labelled) {
        var groups = new LinkedHashMap<String, List<Labelled<OfGrade>>>();
        for (var one : labelled) {
            one.label().group().ifPresent(name -> groups.computeIfAbsent(name, unseen -> new ArrayList<>())
                    .add(one));
        }
        return groups.values().stream().filter(group -> group.size() > 1).toList();
    }

    private static List<Part> parts(List<Labelled<OfGrade>> labelled) {
        var parts = new ArrayList<Part>();
        parts.add(part("0", labelled, one -> one.label().grade() == 0));
        parts.add(part("above 0", labelled, one -> one.label().grade() > 0));
        parts.removeIf(part -> part.metrics().isEmpty());
        return parts;
    }

    private static Part part(String name, List<Labelled<OfGrade>> labelled, Predicate<Labelled<OfGrade>> which) {
        double[] said = labelled.stream()
                .filter(which)
                .mapToDouble(RankingMetrics::probability)
                .toArray();
        return new Part(
                name, said.length == 0 ? new TreeMap<>() : new TreeMap<>(Map.of("mean score", Estimate.mean(said))));
    }
}
