package dev.limbeck.student.service;

import dev.limbeck.work.RunsHealth;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready: it is known which students are placed here. Alive: runs and placement are followed. */
@Singleton
class StudentHealth {
    @Produces
    @Readiness
    @Singleton
    HealthCheck ready(StudentService service) {
        return RunsHealth.ready("students", "placed", service::isPlaced, service::status, service::failed);
    }

    @Produces
    @Liveness
    @Singleton
    HealthCheck following(StudentService service) {
        return RunsHealth.following(service::isAlive);
    }
}
