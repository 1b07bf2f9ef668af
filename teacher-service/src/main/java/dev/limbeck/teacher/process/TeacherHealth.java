package dev.limbeck.teacher.process;

import dev.limbeck.work.RunsHealth;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready: all runs are known. Alive: runs are followed. */
@Singleton
class TeacherHealth {
    @Produces
    @Readiness
    @Singleton
    HealthCheck ready(TeacherService service) {
        return RunsHealth.ready("runs", "known", service::isCaughtUp, service::status, service::failed);
    }

    @Produces
    @Liveness
    @Singleton
    HealthCheck following(TeacherService service) {
        return RunsHealth.following(service::isAlive);
    }
}
