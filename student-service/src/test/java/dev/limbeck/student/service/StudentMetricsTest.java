package dev.limbeck.student.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.network.StepOutcome;
import dev.limbeck.student.Examples;
import dev.limbeck.student.batch.Disposition;
import dev.limbeck.student.batch.MiniBatch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudentMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StudentMetrics metrics = new StudentMetrics(registry, "digits", "small", Clock.systemUTC());

    /** In nanoseconds where milliseconds are meant, and whatever else 64 bits can say. */
    @ParameterizedTest
    @ValueSource(longs = {1_780_000_000_000_000_000L, Long.MIN_VALUE, Long.MAX_VALUE, 0})
    void noEventTimeStopsAStepFromBeingCounted(long eventTimeMillis) {
        // When
        metrics.stepped(
                batchOf(Instant.ofEpochMilli(eventTimeMillis)),
                0,
                outcome(Map.of("softTarget", 1.)),
                Duration.ofMillis(1));
        // Then
        assertThat(registry.get("limbeck.records.trained").counter().count()).isEqualTo(1);
    }

    @Test
    void everyTermOfTheObjectiveHasAGaugeOfTheNewestStep() {
        // Given
        var batch = batchOf(Instant.EPOCH);
        metrics.stepped(batch, 0, outcome(Map.of("softTarget", 0.5, "hardLabel", 2.)), Duration.ofMillis(1));
        assertThat(loss("softTarget")).isEqualTo(0.5);
        assertThat(loss("hardLabel")).isEqualTo(2);
        // When
        metrics.stepped(batch, 0, outcome(Map.of("softTarget", 0.25)), Duration.ofMillis(1));
        // Then
        assertThat(loss("whole")).isEqualTo(1);
        assertThat(loss("softTarget")).isEqualTo(0.25);
        assertThat(loss("hardLabel")).isNaN();
        assertThat(metrics.terms()).containsOnlyKeys("softTarget");
    }

    private double loss(String part) {
        return registry.get("limbeck.student.loss").tag("part", part).gauge().value();
    }

    private static StepOutcome outcome(Map<String, Double> terms) {
        return new StepOutcome(1, new TreeMap<>(terms), 1, true);
    }

    private static MiniBatch batchOf(Instant eventTime) {
        var example = Examples.example(1);
        var record = example.record();
        var dated = new ProductionRecord(record.recordId(), record.inputs().only(), record.hardLabel(), eventTime);
        var composition = new MiniBatch.Composition();
        var trained = new DistillationExample(dated, example.softTarget());
        composition.add(Examples.at(0, 0, trained), new Disposition.Train(trained));
        return composition.close();
    }
}
