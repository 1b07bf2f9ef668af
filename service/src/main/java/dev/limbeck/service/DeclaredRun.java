package dev.limbeck.service;

import dev.limbeck.contract.artifact.StoreLayout;
import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.contract.run.RunSpecReader;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The run this process works for, read once at start-up: a spec that is refused stops the service. */
@Singleton
class DeclaredRun {
    @Produces
    @Singleton
    DistillationRun run(ServiceConfig config) {
        return RunSpecReader.read(config.run());
    }

    @Produces
    @Singleton
    StoreLayout store(ServiceConfig config) {
        return new StoreLayout(config.store().toAbsolutePath());
    }
}
