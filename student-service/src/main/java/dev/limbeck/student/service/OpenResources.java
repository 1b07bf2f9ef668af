package dev.limbeck.student.service;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be closed again, the newest first. What cannot be closed does not keep the rest open. */
final class OpenResources implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OpenResources.class);

    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    <T extends AutoCloseable> T holding(T resource) {
        resources.push(resource);
        return resource;
    }

    @Override
    public void close() {
        while (!resources.isEmpty()) {
            var resource = resources.pop();
            try {
                resource.close();
            } catch (Exception failed) {
                log.warn("{} could not be closed", resource.getClass().getSimpleName(), failed);
            }
        }
    }
}
