package dev.limbeck.orchestrator.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.orchestrator.Runs;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RunsIT extends ApiTestBase {
    @TestHTTPResource(value = "/health/ready", management = true)
    URL ready;

    @Test
    void showsRunsByNameAndEachWithItsRevision() {
        // Given
        stands(Runs.state("listed-b", 7, RunPhase.DISTILLING));
        stands(Runs.state("listed-a", 1, RunPhase.PENDING));
        // When
        var list = given().get(RUNS).then().statusCode(200);
        var one = given().get(RUNS + "/listed-b").then().statusCode(200);
        // Then
        list.body("items.declaration.metadata.name", hasItems("listed-a", "listed-b"));
        assertThat(list.extract().jsonPath().getList("items.declaration.metadata.name", String.class))
                .isSorted();
        one.header("ETag", "\"7\"")
                .body("phase", is("DISTILLING"))
                .body("createdAt", is("2026-01-01T12:00:00Z"))
                .body("declaration.spec.teacher.labelling.maxWait", is("50ms"))
                .body("champion", nullValue());
        given().header("If-None-Match", "\"7\"").get(RUNS + "/listed-b").then().statusCode(304);
    }

    @Test
    void saysWhichRunMayHaveBeenMeant() {
        // Given
        stands(Runs.state("digits", 1, RunPhase.PENDING));
        // When
        var answer = given().get(RUNS + "/digts").then();
        // Then
        answer.statusCode(404)
                .contentType("application/problem+json")
                .body("type", is("urn:limbeck:problem:unknown-run"))
                .body("status", is(404))
                .body("detail", is("there is no run 'digts', did you mean digits?"));
        json().post(RUNS + "/digts/pause").then().statusCode(404);
        given().get(RUNS + "/digts/events")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", is("urn:limbeck:problem:unknown-run"));
    }

    @Test
    void refusesADeclarationWithPathAndMessage() {
        // When
        var answer = yaml(Runs.yaml("wrong").replace("softTargetWeight: 0", "softTargetWeight: 7"))
                .post(RUNS)
                .then();
        // Then
        answer.statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].path", is("spec.students[1].objective.softTargetWeight"))
                .body("errors[0].message", containsString("is 7"));
        assertThat(feed.commands("wrong")).isEmpty();
    }

    @Test
    void takesADeclarationAsYamlOrJsonAndPassesItOnUnderItsKey() {
        // When
        var yaml = yaml(Runs.yaml("declared"))
                .header("Idempotency-Key", "once")
                .post(RUNS)
                .then();
        var json = json().body(new String(ContractJson.write(Runs.declared("declared")), StandardCharsets.UTF_8))
                .post(RUNS)
                .then();
        // Then
        yaml.statusCode(202)
                .header("Location", containsString("/api/v1/runs/declared"))
                .body("run", is("declared"))
                .body("commandId", is("once"));
        json.statusCode(202).body("commandId", not("once"));
        assertThat(feed.commands("declared")).hasSize(2).allSatisfy(command -> assertThat(command)
                .isInstanceOfSatisfying(RunCommand.Apply.class, apply -> assertThat(apply.declaration())
                        .isEqualTo(Runs.declared("declared"))));
    }

    @Test
    void plansWithoutDoingAnything() {
        // When
        var plan = yaml(Runs.yaml("planned"))
                .queryParam("dryRun", "true")
                .post(RUNS)
                .then();
        // Then
        plan.statusCode(200)
                .body("run", is("planned"))
                .body("new", is(true))
                .body("generation", is(1))
                .body("topics.find { it.name == 'production.planned' }.partitions", is(3))
                .body("topics.exists", not(hasItem(true)))
                .body("students.name", hasItems("small", "control"))
                .body("warnings[0]", containsString("production.planned"));
        assertThat(feed.commands("planned")).isEmpty();
    }

    @Test
    void refusesQueriesItCannotAnswer() {
        // Given
        stands(Runs.state("queried", 1, RunPhase.PENDING));
        // When
        var limit = given().get(RUNS + "/queried/history?limit=many").then();
        var dryRun = yaml("{}").post(RUNS + "?dryRun=maybe").then();
        // Then
        limit.statusCode(400)
                .contentType("application/problem+json")
                .body("detail", is("limit is 'many', allowed is a whole number from 1 to 1000"));
        dryRun.statusCode(400).body("detail", is("dryRun is 'maybe', allowed is true or false"));
        given().get("/api/v1/nothing").then().statusCode(404).contentType("application/problem+json");
        given().delete(RUNS).then().statusCode(405).contentType("application/problem+json");
        given().contentType("text/plain").body("x").post(RUNS).then().statusCode(415);
    }

    @Test
    void describesItselfAndProtectsItsPages() {
        // When
        var openApi = given().get("/q/openapi").then();
        // Then
        openApi.statusCode(200)
                .body(containsString("/api/v1/runs/{run}/approve"))
                .body(containsString("ShownRun"))
                .body(not(containsString("FileStore")));
        given().get(RUNS)
                .then()
                .header("Content-Security-Policy", containsString("default-src 'self'"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void showsWhatBecomesOfADeclaration() {
        // When
        yaml(Runs.yaml("real"))
                .header("Idempotency-Key", "begin")
                .post(RUNS)
                .then()
                .statusCode(202);
        await().atMost(LONG).untilAsserted(() -> given().get(RUNS + "/real")
                .then()
                .statusCode(200)
                .body("phase", is("TEACHER"))
                .body("carriedOut", hasItem("begin")));
        json().header("Idempotency-Key", "stop")
                .post(RUNS + "/real/pause")
                .then()
                .statusCode(202);
        await().atMost(LONG)
                .untilAsserted(() -> given().get(RUNS + "/real").then().body("phase", is("PAUSED")));
        json().header("Idempotency-Key", "stop")
                .post(RUNS + "/real/pause")
                .then()
                .statusCode(202);
        json().post(RUNS + "/real/pause").then().statusCode(409);
        yaml(Runs.yaml("real").replace("classes: 2", "classes: 3"))
                .post(RUNS)
                .then()
                .statusCode(409)
                .body("detail", containsString("spec.input.classes"));
        // Then
        await().atMost(LONG).untilAsserted(() -> given().get(RUNS + "/real/history")
                .then()
                .body("items.sequence[0]", is(1))
                .body("items.to.flatten()", hasItems("PROVISIONING", "TEACHER", "PAUSED")));
        given().get(ready).then().statusCode(200).body("checks.name", hasItem("views"));
    }
}
