package dev.limbeck.orchestrator.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.orchestrator.Feed;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A service that answers, and topics to feed it. Every test has runs of its own. */
@QuarkusTestResource(BrokerForTests.class)
abstract class ApiTestBase {
    static final String RUNS = "/api/v1/runs";
    static final Duration LONG = Duration.ofSeconds(30);

    @Inject
    KafkaConnection connection;

    protected Feed feed;

    @BeforeEach
    void awaitReadiness() {
        await().atMost(LONG).untilAsserted(() -> given().get(RUNS).then().statusCode(200));
        feed = new Feed(connection);
    }

    @AfterEach
    void closeFeed() {
        feed.close();
    }

    void stands(RunState state) {
        feed.say(state);
        await().atMost(LONG).untilAsserted(() -> given().get(RUNS + "/" + state.run())
                .then()
                .statusCode(200)
                .body("revision", equalTo((int) state.revision())));
    }

    static RequestSpecification json() {
        return given().contentType(ContentType.JSON);
    }

    static RequestSpecification yaml(String declaration) {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/yaml", ContentType.TEXT)))
                .contentType("application/yaml")
                .body(declaration);
    }
}
