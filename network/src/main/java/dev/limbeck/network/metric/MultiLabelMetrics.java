package dev.limbeck.network.metric;

import dev.limbeck.contract.event.Breakdown;
import dev.limbeck.contract.event.Breakdown.Part;
import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.record.OfLabels;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.contract.task.MultiLabel;
import dev.limbeck.network.metric.TestedOutputs.Labelled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Of networks that give a logit for each of several labels. */
record MultiLabelMetrics(MultiLabel task) implements TaskMetrics {
    private static final String BY_LABEL = "label";
    /** So many probabilities are looked at for calibration, at most: those of the first records. */
    private static final int MOST_CONFIDENCES = 100_000;

    @Override
    public Measurement measure(TestedOutputs tested) {
        var metrics = new TreeMap<>(tested.means());
        var labelled = tested.labelled(OfLabels.class);
        if (labelled.isEmpty()) {
            return new Measurement(metrics, Breakdown.NONE);
        }
        var answers = IntStream.range(0, task.labels())
                .mapToObj(label -> LabelAnswers.of(labelled, label))
                .toList();
        int records = labelled.size();
        long work = (long) records * task.labels();
        metrics.put(MultiLabel.MICRO_F1.name(), Estimate.resampled(records, work, drawn -> F1.micro(answers, drawn)));
        metrics.put(MultiLabel.MACRO_F1.name(), Estimate.resampled(records, work, drawn -> F1.macro(answers, drawn)));
        metrics.put(
                MultiLabel.AVERAGE_PRECISION.name(),
                Estimate.resampled(records, work, drawn -> meanAveragePrecision(answers, drawn)));
        var confidences = confidences(labelled);
        metrics.put(Classification.CALIBRATION_ERROR.name(), CalibrationError.estimate(confidences));
        return new Measurement(
                metrics,
                new Breakdown(
                        BY_LABEL,
                        parts(answers, records),
                        List.of(),
                        CalibrationError.of(confidences).bins()));
    }

    /** Over the labels that are right for some record. */
    private static double meanAveragePrecision(List<LabelAnswers> answers, int[] drawn) {
        return answers.stream()
                .mapToDouble(label -> label.averagePrecision(drawn))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    /** Of what it says of each label: that it is right, or that it is not. */
    private List<Confidence> confidences(List<Labelled<OfLabels>> labelled) {
        var confidences = new ArrayList<Confidence>();
        for (var record : labelled) {
            if (confidences.size() + task.labels() > Math.max(task.labels(), MOST_CONFIDENCES)) {
                break;
            }
            for (int label = 0; label < task.labels(); label++) {
                double size = Math.abs(record.output().get(label));
                boolean isRight = MultiLabel.says(record.output(), label)
                        == record.label().indices().contains(label);
                confidences.add(new Confidence(1 / (1 + Math.exp(-size)), isRight ? 1 : 0));
            }
        }
        return confidences;
    }

    private static List<Part> parts(List<LabelAnswers> answers, int records) {
        return IntStream.range(0, Math.min(answers.size(), EvaluationReport.MOST_CLASSES))
                .filter(label -> answers.get(label).right() > 0)
                .mapToObj(label -> part(label, answers.get(label), records))
                .toList();
    }

    private static Part part(int label, LabelAnswers answers, int records) {
        return new Part(
                String.valueOf(label),
                new TreeMap<>(Map.of(
                        "average precision", Estimate.resampled(records, records, answers::averagePrecision),
                        "F1", Estimate.resampled(records, records, drawn -> F1.micro(List.of(answers), drawn)),
                        "recall", Estimate.share(answers.found(), answers.right()))));
    }
}
