package dev.limbeck.orchestrator.api;

import dev.limbeck.orchestrator.api.problem.Refusal;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A page of another site cannot have its visitor's browser change runs. Whoever is no browser is not concerned. */
class SameSiteFilter {
    private static final Set<String> OWN = Set.of("same-origin", "none");

    @ServerRequestFilter
    void refuseOtherSites(ContainerRequestContext request) {
        if (request.getMethod().equals(HttpMethod.GET) || request.getMethod().equals(HttpMethod.HEAD)) {
            return;
        }
        String origin = request.getHeaderString("Origin");
        if (origin == null) {
            return;
        }
        String site = request.getHeaderString("Sec-Fetch-Site");
        boolean own = site == null ? isHost(origin, request.getHeaderString(HttpHeaders.HOST)) : OWN.contains(site);
        if (!own) {
            throw Refusal.crossSite(origin);
        }
    }

    /** For browsers that say no more: on plain HTTP they only send the origin. */
    private static boolean isHost(String origin, String host) {
        try {
            return host != null && host.equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
