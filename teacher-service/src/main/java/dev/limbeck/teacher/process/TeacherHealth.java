package dev.limbeck.teacher.process;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready: all runs are known, and no work on one has failed. Alive: runs are followed. */
final class TeacherHealth {
    private TeacherHealth() {}

    @Readiness
    @Singleton
    static final class AtWork implements HealthCheck {
        private final TeacherService service;

        AtWork(TeacherService service) {
            this.service = service;
        }

        @Override
        public HealthCheckResponse call() {
            var failed = service.failed();
            var check = HealthCheckResponse.named("runs")
                    .status(service.isCaughtUp() && failed.isEmpty())
                    .withData("known", service.isCaughtUp());
            failed.forEach(standing -> check.withData(
                    standing.assignment().label(), standing.failure().orElse("")));
            return check.build();
        }
    }

    @Liveness
    @Singleton
    static final class Following implements HealthCheck {
        private final TeacherService service;

        Following(TeacherService service) {
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
