package dev.limbeck.service.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Before anything else happens to a request, of whatever kind: by which name it asks, from which page it comes, and that
 * its body is there, so that no thread waits for whoever sends half of one.
 */
@Singleton
class Admission {
    /** Ahead of all that Quarkus does itself. */
    private static final int FIRST = 100_000;
    /** Under which a request has the timer of its body. */
    private static final String LATE = Admission.class.getName();

    private final OwnHosts hosts;
    private final Duration longestBody;
    private final BodyHandler bodies;

    Admission(
            HttpConfig config,
            @ConfigProperty(name = "quarkus.http.host") String bound,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largestBody) {
        this.hosts = OwnHosts.of(bound, config.hosts().orElse(Set.of()));
        this.longestBody = config.longestBody();
        this.bodies = BodyHandler.create(false).setBodyLimit(largestBody.asLongValue());
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, FIRST);
        filters.register(Admission::received, FIRST - 1);
    }

    /** Health and metrics change nothing and take no body. */
    void register(@Observes ManagementInterface management) {
        management.router().route().order(-FIRST).handler(request -> {
            if (isForThisServer(request)) {
                request.next();
            }
        });
    }

    private void admit(RoutingContext request) {
        if (!isForThisServer(request)) {
            return;
        }
        var asked = request.request();
        String origin = asked.getHeader("Origin");
        if (!SameSite.allows(asked.method().name(), origin, asked.getHeader("Sec-Fetch-Site"), host(asked))) {
            refuse(request, NotAdmitted.crossSite(String.valueOf(origin)));
            return;
        }
        if (hasBody(asked) && !asked.isEnded()) {
            receive(request);
        } else {
            request.next();
        }
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? request.getHeader("Transfer-Encoding") != null : !length.equals("0");
    }

    private boolean isForThisServer(RoutingContext request) {
        String host = host(request.request());
        if (hosts.include(host)) {
            return true;
        }
        refuse(request, NotAdmitted.unknownHost(host));
        return false;
    }

    private static String host(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return authority == null ? "" : authority.toString();
    }

    private void receive(RoutingContext request) {
        var asked = request.request();
        long late = request.vertx().setTimer(longestBody.toMillis(), elapsed -> {
            if (!asked.isEnded()) {
                refuse(request, NotAdmitted.tooSlow(longestBody));
            }
        });
        request.put(LATE, late);
        request.addEndHandler(ended -> request.vertx().cancelTimer(late));
        bodies.handle(request);
    }

    /** Whoever works on the request may take longer than its body. */
    private static void received(RoutingContext request) {
        Long late = request.remove(LATE);
        if (late != null) {
            request.vertx().cancelTimer(late);
        }
        request.next();
    }

    /** The connection goes, too: there may be more of the request on its way. */
    private static void refuse(RoutingContext request, NotAdmitted why) {
        var response = request.response();
        if (response.ended()) {
            return;
        }
        response.setStatusCode(why.status())
                .putHeader("Content-Type", NotAdmitted.MEDIA_TYPE)
                .putHeader("Connection", "close")
                .end(Buffer.buffer(why.json()))
                .onComplete(sent -> request.request().connection().close());
    }
}
