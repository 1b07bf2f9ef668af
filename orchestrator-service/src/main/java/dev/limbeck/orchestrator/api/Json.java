package dev.limbeck.orchestrator.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limbeck.contract.json.ContractJson;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Answers are written by the contract's own mapper, so that they read back as the same records everywhere. */
class Json {
    @Produces
    @Singleton
    ObjectMapper mapper() {
        return ContractJson.events();
    }
}
