package dev.limbeck.orchestrator.view;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready is who can answer what is asked. */
@Readiness
@Singleton
class ViewReadiness implements HealthCheck {
    private final ViewStreams streams;

    ViewReadiness(ViewStreams streams) {
        this.streams = streams;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("views").status(streams.isReady()).build();
    }
}
