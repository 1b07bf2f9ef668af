package dev.limbeck.teacher.process;

import dev.limbeck.teacher.TeacherProgress;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive as long as the thread that works is. */
@Liveness
@Singleton
public class WorkLiveness implements HealthCheck {
    private final TeacherProcess process;
    private final TeacherProgress progress;

    WorkLiveness(TeacherProcess process, TeacherProgress progress) {
        this.process = process;
        this.progress = progress;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("teacher thread")
                .status(process.isAlive() && progress.failure().isEmpty());
        progress.failure().ifPresent(reason -> answer.withData("reason", reason));
        return answer.build();
    }
}
