package dev.limbeck.student.service;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready: every student has its network loaded and reads its topic. Alive: no student has failed. */
final class StudentHealth {
    private StudentHealth() {}

    @Readiness
    @Singleton
    static final class Training implements HealthCheck {
        private final StudentService service;

        Training(StudentService service) {
            this.service = service;
        }

        @Override
        public HealthCheckResponse call() {
            var check = HealthCheckResponse.named("students").status(service.isTraining());
            service.status()
                    .students()
                    .forEach(student -> check.withData(
                            student.name(),
                            student.pausedBecause()
                                    .map(reason -> student.phase() + ": " + reason)
                                    .orElse(student.phase().name())));
            return check.build();
        }
    }

    @Liveness
    @Singleton
    static final class Unfailed implements HealthCheck {
        private final StudentService service;

        Unfailed(StudentService service) {
            this.service = service;
        }

        @Override
        public HealthCheckResponse call() {
            var check = HealthCheckResponse.named("students")
                    .status(service.failure().isEmpty());
            service.failure().ifPresent(reason -> check.withData("failure", reason));
            return check.build();
        }
    }
}
