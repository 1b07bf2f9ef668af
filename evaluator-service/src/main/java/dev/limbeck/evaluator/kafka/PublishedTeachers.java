package dev.limbeck.evaluator.kafka;

import dev.limbeck.contract.event.TeacherPublished;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.evaluator.evaluation.TeacherAnnouncements;
import dev.limbeck.kafka.KafkaConnection;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The run's teachers, from the events of runs; events of other kinds stand there too. */
@Singleton
class PublishedTeachers implements TeacherAnnouncements, AutoCloseable {
    private final String run;
    private final TopicTail events;
    private @Nullable TeacherPublished newest;

    PublishedTeachers(KafkaConnection connection, DistillationRun run) {
        this.run = run.name();
        this.events = new TopicTail(connection, RunTopics.RUN_EVENTS);
    }

    @Override
    public Optional<TeacherPublished> newest() throws InterruptedException {
        events.readToEnd(bytes -> Documents.read(bytes, TeacherPublished.class)
                .filter(teacher -> teacher.run().equals(run))
                .ifPresent(teacher -> newest = teacher));
        return Optional.ofNullable(newest);
    }

    @Override
    public void close() {
        events.close();
    }
}
