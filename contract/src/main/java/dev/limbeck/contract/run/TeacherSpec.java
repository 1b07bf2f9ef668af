package dev.limbeck.contract.run;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.present;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limbeck.contract.metric.Bound;
import dev.limbeck.contract.metric.Metric;
import dev.limbeck.contract.run.PromotionSpec.MetricGuard;
import dev.limbeck.contract.task.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who teaches: a network trained here from a labelled data set, or an artifact that is brought.
 *
 * @param network what to train, {@code builtin:cnn-32x128} for example
 * @param artifact TorchScript file of a teacher that is ready
 * @param version name of the brought artifact; without one it is named by its digest
 * @param gate the quality below which the run does not go on
 * @param labelling how many records it labels at once
 */
public record TeacherSpec(
        Optional<String> network,
        Optional<Train> train,
        Optional<Path> artifact,
        Optional<String> version,
        Gate gate,
        BatchingSpec labelling) {

    public TeacherSpec {
        require(
                network.isPresent() != artifact.isPresent(),
                network.isPresent() ? "artifact" : "network",
                network.isPresent() ? "given beside network" : "missing",
                "either network with train, or artifact");
        require(
                network.isPresent() == train.isPresent(),
                "train",
                train.isPresent() ? "given" : "missing",
                "train together with network");
        network.ifPresent(name -> require(!name.isBlank(), "network", "empty", "builtin:… or a file"));
        artifact.ifPresent(
                file -> require(!file.toString().isBlank(), "artifact", "empty", "the path of a TorchScript file"));
        require(
                version.isEmpty() || artifact.isPresent(),
                "version",
                version.orElse(""),
                "version together with artifact; a teacher that is trained here is named by its digest");
        version.ifPresent(name -> Names.require("version", name));
    }

    @JsonCreator
    static TeacherSpec of(
            @JsonProperty("network") @Nullable String network,
            @JsonProperty("train") @Nullable Train train,
            @JsonProperty("artifact") @Nullable Path artifact,
            @JsonProperty("version") @Nullable String version,
            @JsonProperty("gate") @Nullable Gate gate,
            @JsonProperty("labelling") @Nullable LabellingSpec labelling) {
        return new TeacherSpec(
                Optional.ofNullable(network),
                Optional.ofNullable(train),
                Optional.ofNullable(artifact),
                Optional.ofNullable(version),
                orElse(gate, Gate.NONE),
                orElse(labelling, LabellingSpec.DEFAULT).batching());
    }

    /** Batching with defaults of its own: nobody is to wait long for a soft target. */
    record LabellingSpec(BatchingSpec batching) {
        static final LabellingSpec DEFAULT = new LabellingSpec(new BatchingSpec(64, Duration.ofMillis(50)));

        @JsonCreator
        static LabellingSpec of(
                @JsonProperty("size") @Nullable Integer size, @JsonProperty("maxWait") @Nullable Duration maxWait) {
            return new LabellingSpec(new BatchingSpec(
                    orElse(size, DEFAULT.batching.size()), orElse(maxWait, DEFAULT.batching.maxWait())));
        }
    }

    /**
     * How the teacher is trained.
     *
     * @param epochs passes over the training part at most
     * @param validationShare share of the training part kept aside to decide when to stop
     * @param patience epochs without a better validation loss after which training stops
     */
    public record Train(
            DatasetSpec dataset,
            int epochs,
            int batchSize,
            OptimizerSpec optimizer,
            double validationShare,
            int patience,
            long seed) {
        public Train {
            require(epochs >= 1 && epochs <= 10_000, "epochs", epochs, "1 to 10000");
            require(batchSize >= 1 && batchSize <= 65_536, "batchSize", batchSize, "1 to 65536");
            require(
                    validationShare > 0 && validationShare < 0.9,
                    "validationShare",
                    validationShare,
                    "above 0 and below 0.9");
            require(patience >= 1, "patience", patience, "1 or more");
        }

        @JsonCreator
        static Train of(
                @JsonProperty("dataset") @Nullable DatasetSpec dataset,
                @JsonProperty("epochs") @Nullable Integer epochs,
                @JsonProperty("batchSize") @Nullable Integer batchSize,
                @JsonProperty("optimizer") @Nullable OptimizerSpec optimizer,
                @JsonProperty("validationShare") @Nullable Double validationShare,
                @JsonProperty("patience") @Nullable Integer patience,
                @JsonProperty("seed") @Nullable Long seed) {
            return new Train(
                    present(dataset, "dataset", "{format: idx, path: …}"),
                    orElse(epochs, 3),
                    orElse(batchSize, 64),
                    orElse(optimizer, OptimizerSpec.DEFAULT),
                    orElse(validationShare, 0.1),
                    orElse(patience, 2),
                    orElse(seed, 1L));
        }

        /** The same from another data set. */
        public Train on(DatasetSpec other) {
            return new Train(other, epochs, batchSize, optimizer, validationShare, patience, seed);
        }
    }

    /**
     * What is demanded of the teacher on the data set's test part.
     *
     * @param minAccuracy what a record has to be worth with it on average, in [0, 1]: the share that it is right on, where
     *     it is right or not; 0 demands nothing
     * @param metrics bounds of its metrics, by name
     */
    public record Gate(
            double minAccuracy,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, Bound> metrics) {
        static final Gate NONE = new Gate(0, new TreeMap<>());

        public Gate {
            require(minAccuracy >= 0 && minAccuracy <= 1, "minAccuracy", minAccuracy, "0 to 1");
            metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        }

        @JsonCreator
        static Gate of(
                @JsonProperty("minAccuracy") @Nullable Double minAccuracy,
                @JsonProperty("metrics") @Nullable SortedMap<String, Bound> metrics) {
            return new Gate(orElse(minAccuracy, NONE.minAccuracy), orElse(metrics, NONE.metrics));
        }

        /** All that is demanded, by metric, whichever way it is declared. */
        public List<MetricGuard> demands(Task task) {
            var demands = new ArrayList<MetricGuard>();
            if (minAccuracy > 0) {
                demands.add(new MetricGuard("minAccuracy", task.judged().name(), Bound.atLeast(minAccuracy)));
            }
            metrics.forEach((metric, bound) -> demands.add(new MetricGuard("metrics." + metric, metric, bound)));
            return demands;
        }

        /** @throws InvalidField when something is demanded that is not measured of the task */
        void requireFit(Task task) {
            var names = task.metrics().stream().map(Metric::name).toList();
            metrics.keySet()
                    .forEach(metric -> require(
                            names.contains(metric),
                            "metrics." + metric,
                            "given",
                            "bounds of " + String.join(", ", names)));
        }
    }
}
