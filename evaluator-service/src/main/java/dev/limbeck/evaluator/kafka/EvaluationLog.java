package dev.limbeck.evaluator.kafka;

import dev.limbeck.contract.event.EvaluationReport;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.evaluator.evaluation.Scoreboard;
import dev.limbeck.kafka.KafkaConnection;
import jakarta.inject.Singleton;

/** Keeps the scoreboard level with the published reports, those of other replicas and former lives included. */
@Singleton
class EvaluationLog implements AutoCloseable {
    private final String run;
    private final Scoreboard scoreboard;
    private final TopicTail reports;

    EvaluationLog(KafkaConnection connection, DistillationRun run, Scoreboard scoreboard) {
        this.run = run.name();
        this.scoreboard = scoreboard;
        this.reports = new TopicTail(connection, RunTopics.EVALUATIONS);
    }

    void catchUp() throws InterruptedException {
        reports.readToEnd(bytes -> Documents.read(bytes, EvaluationReport.class)
                .filter(report -> report.run().equals(run))
                .ifPresent(scoreboard::add));
    }

    @Override
    public void close() {
        reports.close();
    }
}
