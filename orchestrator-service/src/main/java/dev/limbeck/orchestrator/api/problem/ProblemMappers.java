package dev.limbeck.orchestrator.api.problem;

import dev.limbeck.contract.api.Problem;
import dev.limbeck.contract.api.Problem.Violation;
import dev.limbeck.contract.run.InvalidRunSpecException;
import dev.limbeck.orchestrator.view.ViewNotReadyException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever goes wrong is answered in one form, and says no more than a client should know. */
class ProblemMappers {
    private static final Logger log = LoggerFactory.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response refused(Refusal refusal) {
        var response = response(refusal.problem());
        refusal.retryAfter().ifPresent(pause -> response.header(HttpHeaders.RETRY_AFTER, pause.toSeconds()));
        return response.build();
    }

    @ServerExceptionMapper
    Response invalid(InvalidRunSpecException invalid) {
        return response(problem("invalid-run", "The declaration is refused", 422, String.valueOf(invalid.getMessage()))
                        .with(new Violation(invalid.path(), invalid.problem())))
                .build();
    }

    @ServerExceptionMapper
    Response notReady(ViewNotReadyException notReady) {
        return refused(Refusal.unavailable(String.valueOf(notReady.getMessage())));
    }

    @ServerExceptionMapper
    Response withoutKafka(KafkaException failure) {
        log.warn("Kafka did not answer a request", failure);
        return refused(Refusal.unavailable("Kafka does not answer: " + failure.getMessage()));
    }

    /** What the HTTP layer itself refuses: an unknown path, method or media type. */
    @ServerExceptionMapper
    Response refusedByHttp(WebApplicationException refused) {
        var status = refused.getResponse().getStatusInfo();
        String title = status.getReasonPhrase();
        var response = response(problem(
                title.toLowerCase(Locale.ROOT).replace(' ', '-'),
                title,
                status.getStatusCode(),
                String.valueOf(refused.getMessage())));
        refused.getResponse().getHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                    && !name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                values.forEach(value -> response.header(name, value));
            }
        });
        return response.build();
    }

    @ServerExceptionMapper
    Response failed(RuntimeException failure) {
        var id = UUID.randomUUID();
        log.error("A request failed, {}", id, failure);
        return response(problem("failure", "The request failed", 500, "the log has the cause under " + id))
                .build();
    }

    private static Problem problem(String kind, String title, int status, String detail) {
        return Problem.of(Refusal.TYPES + kind, title, status, detail);
    }

    private static Response.ResponseBuilder response(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }
}
