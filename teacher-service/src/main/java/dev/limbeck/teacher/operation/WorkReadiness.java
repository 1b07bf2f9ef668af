package dev.limbeck.teacher.operation;

import dev.limbeck.teacher.TeacherProgress;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means at its work: training, or labelling with the stream asked for more not long ago. */
@Readiness
@Singleton
public class WorkReadiness implements HealthCheck {
    private static final Duration NOT_LONG = Duration.ofSeconds(30);

    private final TeacherProgress progress;

    WorkReadiness(TeacherProgress progress) {
        this.progress = progress;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("teacher at work")
                .status(progress.atWork(NOT_LONG))
                .withData("phase", progress.phase().name());
        progress.pausedBecause().ifPresent(reason -> answer.withData("reason", reason));
        progress.failure().ifPresent(reason -> answer.withData("reason", reason));
        return answer.build();
    }
}
