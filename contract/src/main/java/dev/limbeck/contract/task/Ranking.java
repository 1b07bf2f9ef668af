package dev.limbeck.contract.task;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.metric.Metric.Better;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.OfGrade;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.RejectionReason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How good each of several records is: clicked or not, or graded, on its own or among those of its group. A network gives
 * one score, the logit of the probability of a click, or of the share of the highest grade.
 *
 * @param highestGrade a grade as high as there is: 1 of clicks
 * @param cap log loss from which on a record is worth nothing, in nats
 */
public record Ranking(double highestGrade, double cap) implements Task {
    public static final Metric AUC = Metric.number("auc", "AUC", Better.HIGHER);
    public static final Metric LOG_LOSS = Metric.number("logLoss", "log loss", Better.LOWER);
    public static final Metric NDCG = Metric.number("ndcg", "NDCG", Better.HIGHER);
    public static final Metric LIKELIHOOD = Metric.share("likelihood", "1 − log loss ÷ cap", Better.HIGHER);

    public Ranking {
        require(
                (float) highestGrade > 0 && Float.isFinite((float) highestGrade),
                "highestGrade",
                highestGrade,
                "above 0 and finite in 32 bits");
        require(cap > 0 && cap <= 100, "cap", cap, "above 0, at most 100");
    }

    @JsonCreator
    static Ranking of(
            @JsonProperty("highestGrade") @Nullable Double highestGrade, @JsonProperty("cap") @Nullable Double cap) {
        return new Ranking(orElse(highestGrade, 1.0), orElse(cap, 3.0));
    }

    /** The grade of a hard label of this task. */
    public static float grade(HardLabel label) {
        return ((OfGrade) label).grade();
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public String outputs() {
        return "1 score";
    }

    @Override
    public String noun() {
        return "score";
    }

    @Override
    public Class<OfGrade> labelKind() {
        return OfGrade.class;
    }

    @Override
    public Optional<Rejection> outOfRange(HardLabel label) {
        float grade = grade(label);
        if (!Float.isFinite(grade)) {
            return Optional.of(
                    new Rejection(RejectionReason.NON_FINITE, "the grade of the hard label is NaN or infinite"));
        }
        return grade >= 0 && grade <= (float) highestGrade
                ? Optional.empty()
                : Optional.of(new Rejection(
                        RejectionReason.LABEL_RANGE,
                        "the hard label has grade %s, allowed is 0 to %s".formatted(grade, highestGrade)));
    }

    /** The share of the highest grade. */
    @Override
    public double[] row(HardLabel label) {
        return new double[] {grade(label) / highestGrade};
    }

    @Override
    public OfGrade invented(int number) {
        return new OfGrade(number % 2 * (float) highestGrade, Optional.empty());
    }

    /** Whether there is anything good about it. */
    @Override
    public int stratum(Optional<HardLabel> label, Output softTarget) {
        return label.map(Ranking::grade).orElseGet(() -> softTarget.get(0)) > 0 ? 1 : 0;
    }

    @Override
    public int strata() {
        return 2;
    }

    @Override
    public double value(HardLabel label, Output output) {
        return worth(logLoss(row(label)[0], output.get(0)));
    }

    /** By how much the loss is above the teacher's own, which it cannot be below. */
    @Override
    public double valueByTeacher(Output teacher, Output output) {
        double probability = 1 / (1 + Math.exp(-teacher.get(0)));
        double divergence = logLoss(probability, output.get(0)) - logLoss(probability, teacher.get(0));
        return worth(Math.max(0, divergence));
    }

    private double worth(double loss) {
        return 1 - Math.min(loss, cap) / cap;
    }

    /** {@code log(1 + e^x) − p·x}, in nats; nothing overflows, however large the logit is. */
    public static double logLoss(double probability, double logit) {
        return Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - probability * logit;
    }

    @Override
    public int marks() {
        return MOST_MARKS;
    }

    /** Of a network that says one half of everything. */
    @Override
    public double chance() {
        return worth(BinaryEntropy.GREATEST);
    }

    @Override
    public List<Metric> metrics() {
        return List.of(AUC, Metric.TEACHER_AGREEMENT, LOG_LOSS, LIKELIHOOD, NDCG, Classification.CALIBRATION_ERROR);
    }

    @Override
    public Metric judged() {
        return LIKELIHOOD;
    }

    @Override
    public double entropy(Output output) {
        return BinaryEntropy.ofLogit(output.get(0));
    }

    @Override
    public double greatestEntropy() {
        return BinaryEntropy.GREATEST;
    }
}
