package dev.limbeck.student.service;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready: it is known which students are placed here, and none has failed. Alive: runs and placement are followed. */
final class StudentHealth {
    private StudentHealth() {}

    @Readiness
    @Singleton
    static final class AtWork implements HealthCheck {
        private final StudentService service;

        AtWork(StudentService service) {
            this.service = service;
        }

        @Override
        public HealthCheckResponse call() {
            var failed = service.failed();
            var check = HealthCheckResponse.named("students")
                    .status(service.isPlaced() && failed.isEmpty())
                    .withData("placed", service.isPlaced());
            failed.forEach(standing -> check.withData(
                    standing.assignment().label(), standing.failure().orElse("")));
            return check.build();
        }
    }

    @Liveness
    @Singleton
    static final class Following implements HealthCheck {
        private final StudentService service;

        Following(StudentService service) {
            this.service = service;
        }

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("runs are followed")
                    .status(service.isAlive())
                    .build();
        }
    }
}
