package dev.limbeck.local.stack;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.status.EvaluatorStatus;
import dev.limbeck.contract.status.StudentServiceStatus;
import dev.limbeck.contract.status.TeacherStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks services how their work goes. A service that does not answer in time has no status, which is no error. */
public final class ServiceStatuses {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();
    private final RunningStack stack;

    public ServiceStatuses(RunningStack stack) {
        this.stack = stack;
    }

    /** One for each replica that answers. */
    public List<TeacherStatus> teachers() throws InterruptedException {
        return ask(LocalService.TEACHER, TeacherStatus.class);
    }

    public Optional<StudentServiceStatus> students() throws InterruptedException {
        return ask(LocalService.STUDENT, StudentServiceStatus.class).stream().findFirst();
    }

    public Optional<EvaluatorStatus> evaluator() throws InterruptedException {
        return ask(LocalService.EVALUATOR, EvaluatorStatus.class).stream().findFirst();
    }

    private <T> List<T> ask(LocalService service, Class<T> type) throws InterruptedException {
        var answers = new java.util.ArrayList<T>();
        for (var running : stack.services()) {
            if (running.name().startsWith(service.label())) {
                ask(running.port(), type).ifPresent(answers::add);
            }
        }
        return answers;
    }

    private <T> Optional<T> ask(int port, Class<T> type) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/status"))
                .timeout(ANSWER_WITHIN)
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return answer.statusCode() == 200 ? Optional.of(ContractJson.read(answer.body(), type)) : Optional.empty();
        } catch (IOException | UncheckedIOException busy) {
            return Optional.empty();
        }
    }
}
