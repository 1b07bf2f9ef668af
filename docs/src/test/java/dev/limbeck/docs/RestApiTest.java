package dev.limbeck.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The requests of docs/api.md are those that the orchestrator answers. */
class RestApiTest {
    private static final String ROOT = "/api/v1";
    private static final String PATH = "jakarta.ws.rs.Path";

    @Test
    void everyRequestIsListedAndNoOther() {
        // Given
        var answered = new TreeSet<String>();
        for (var type : CompiledCode.classes(type -> type.isAnnotatedWith(PATH))) {
            String path = path(type.getAnnotations()).orElseThrow();
            if (path.startsWith(ROOT)) {
                addRequests(type, path.substring(ROOT.length()), answered);
            }
        }
        // When
        var listed = new TreeSet<String>();
        for (var row : Repository.page("docs/api.md")
                .tablesHeaded("request", "answer")
                .get(0)
                .rows()) {
            addRequests(row.get(0).code(), listed);
        }
        // Then
        assertThat(listed).isEqualTo(answered);
    }

    private static void addRequests(JavaClass type, String path, Set<String> requests) {
        for (var method : type.getMethods()) {
            for (String verb : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
                if (method.isAnnotatedWith("jakarta.ws.rs." + verb)) {
                    requests.add(
                            verb + " " + path + path(method.getAnnotations()).orElse(""));
                }
            }
        }
    }

    /** A request may be followed by others that differ in the last part only. */
    private static void addRequests(List<String> written, Set<String> requests) {
        String before = "";
        for (String one : written) {
            String request = one.replaceFirst("\\?.*", "");
            before = request.startsWith("/") ? before.replaceFirst("/[^/]*$", request) : request;
            requests.add(before);
        }
    }

    private static Optional<String> path(Set<? extends JavaAnnotation<?>> annotations) {
        return annotations.stream()
                .filter(one -> one.getRawType().getName().equals(PATH))
                .map(one -> String.valueOf(one.get("value").orElseThrow()))
                .findFirst();
    }
}
