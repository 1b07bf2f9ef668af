package dev.limbeck.service.http;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A page of another site cannot have its visitor's browser change anything. Whoever is no browser is not concerned. */
final class SameSite {
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private SameSite() {}

    /**
     * @param origin of the page, as browsers send it with what changes something
     * @param site what the browser says of the page, {@code Sec-Fetch-Site}
     */
    static boolean allows(String method, @Nullable String origin, @Nullable String site, String host) {
        if (READING.contains(method) || origin == null) {
            return true;
        }
        return site == null ? isHost(origin, host) : OWN.contains(site);
    }

    /** For browsers that say no more: on plain HTTP they only send the origin. */
    private static boolean isHost(String origin, String host) {
        try {
            return host.equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
