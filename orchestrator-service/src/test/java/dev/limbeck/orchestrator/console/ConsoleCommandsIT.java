package dev.limbeck.orchestrator.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.limbeck.orchestrator.console.ConsoleBrowser.screenshot;
import static dev.limbeck.orchestrator.console.LiveConsole.button;
import static dev.limbeck.orchestrator.console.LiveConsole.link;
import static dev.limbeck.orchestrator.console.LiveConsole.rows;
import static dev.limbeck.orchestrator.console.LiveConsole.tabTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.limbeck.contract.event.CheckpointAnnounced;
import dev.limbeck.contract.lifecycle.Candidate;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.lifecycle.RunHistoryEntry;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.orchestrator.Examples;
import dev.limbeck.orchestrator.FakeServices;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What the console asks for, and what it does when the service goes away. */
@EnabledIf(value = Chromium.IS_THERE, disabledReason = Chromium.ABSENT)
class ConsoleCommandsIT {
    private static final double SLOW_MS = 30_000;

    @TempDir
    private static Path folder;

    private static @Nullable LiveConsole started;

    @BeforeAll
    static void start() throws Exception {
        started = new LiveConsole(Chromium.executable(), folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (started != null) {
            started.close();
        }
    }

    private final LiveConsole console = Objects.requireNonNull(started);

    @BeforeEach
    void sayHowTheRunStands() {
        console.sayAll();
    }

    @AfterEach
    void nothingWasComplainedOf() {
        assertThat(console.browser.complaints()).isEmpty();
    }

    @Test
    void theKeyboardReachesAndPausesARunAndHearsWhatBecameOfIt() {
        // Given
        var page = console.open("");
        assertThat(link(page, "digits")).isVisible();
        // When
        tabTo(page, "digits");
        page.keyboard().press("Enter");
        assertThat(button(page, "Pause")).isVisible();
        tabTo(page, "Pause");
        assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
        page.keyboard().press("Enter");
        // Then
        var command = console.awaitCommand(RunCommand.Pause.class);
        assertThat(page.locator(".notices")).containsText("Pause: asked for");
        // When
        console.say(RunPhase.PAUSED);
        console.feed.say(paused(command));
        // Then
        assertThat(page.locator("#phase")).hasText("paused");
        assertThat(page.locator(".notices")).containsText("Pause: Nothing is done until it is resumed.");
        assertThat(page.locator("#announcer")).not().isEmpty();
        screenshot(page, "paused-light");
        // When
        button(page, "Resume").click();
        // Then
        console.awaitCommand(RunCommand.Resume.class);
    }

    private static RunHistoryEntry paused(RunCommand.Pause command) {
        return new RunHistoryEntry(
                "digits",
                8,
                Instant.now(),
                "run",
                "DISTILLING",
                "PAUSED",
                "pause " + command.commandId(),
                "Nothing is done until it is resumed.");
    }

    @Test
    void whatCannotBeUndoneIsAskedAboutFirst() {
        // Given
        var page = console.open("#/runs/digits");
        // When
        button(page, "Cancel…").click();
        screenshot(page, "dialog-light");
        page.keyboard().press("Escape");
        // Then
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(console.asked(RunCommand.Cancel.class)).isEmpty();
        // When
        button(page, "Cancel…").click();
        page.getByLabel("Reason").fill("no longer needed");
        button(page, "Cancel the run").click();
        // Then
        assertThat(console.awaitCommand(RunCommand.Cancel.class).reason()).contains("no longer needed");
    }

    @Test
    void aPersonDecidesOnTheCheckpointHoweverTheRunMovesOn() {
        // Given
        var page = console.open("#/runs/digits");
        // When
        button(page, "Approve small-cnn at step 500").click();
        button(page, "Approve").click();
        // Then
        assertThat(console.awaitCommand(RunCommand.Approve.class).checkpointDigest())
                .isEqualTo(console.run.checkpoint("small-cnn", 500).digest());
        // When: the run moves on while the question is open
        button(page, "Reject small-cnn at step 500").click();
        awaitRevision(page, console.say(RunPhase.DISTILLING));
        button(page, "Reject").click();
        // Then
        assertThat(console.awaitCommand(RunCommand.Reject.class).checkpointDigest())
                .isEqualTo(console.run.checkpoint("small-cnn", 500).digest());
        // When
        button(page, "Roll back…").click();
        button(page, "Roll back").click();
        // Then
        assertThat(console.awaitCommand(RunCommand.RollBack.class))
                .returns(
                        Optional.of(console.run.champion(200).checkpointDigest()),
                        RunCommand.RollBack::checkpointDigest)
                .returns(Optional.of(RunCommand.Hold.UNTIL_LIFTED), RunCommand.RollBack::hold);
        // When
        button(page, "Pin…").click();
        page.getByLabel("For how long").fill("2h");
        page.getByLabel("Reason").fill("a holiday");
        screenshot(page, "pin-light");
        button(page, "Pin").click();
        // Then
        assertThat(console.awaitCommand(RunCommand.Pin.class))
                .returns(new RunCommand.Hold(Optional.of(Duration.ofHours(2))), RunCommand.Pin::hold)
                .returns(Optional.of("a holiday"), RunCommand.Pin::reason);
    }

    @Test
    void decisionsOnARunOfTheServicesOwnMoveItsChampion() throws Exception {
        // Given
        try (var services = new FakeServices(console.kafka)) {
            beginJudging(services);
            var first = awaitApproval(services, 100);
            var page = console.open("#/runs/judged");
            // When
            button(page, "Approve small at step 100").click();
            page.getByLabel("Reason").fill("good enough");
            button(page, "Approve").click();
            // Then
            assertThat(page.locator(".notices")).containsText("It is approved: good enough");
            awaitChampion(first);
            // When
            var second = awaitApproval(services, 200);
            button(page, "Reject small at step 200").click();
            button(page, "Reject").click();
            // Then
            console.awaitRun("judged", state -> state.candidate(second.digest())
                    .filter(one -> one.phase() == Candidate.Phase.REJECTED)
                    .isPresent());
            // When
            var third = awaitApproval(services, 300);
            button(page, "Approve small at step 300").click();
            button(page, "Approve").click();
            // Then
            awaitChampion(third);
            // When
            button(page, "Roll back…").click();
            page.getByLabel("Reason").fill("it misreads sevens");
            button(page, "Roll back").click();
            // Then
            assertThat(page.locator(".notices")).containsText("it misreads sevens");
            awaitChampion(first);
        }
    }

    private void beginJudging(FakeServices services) {
        services.command(
                new RunCommand.Apply("judge", Examples.declared("judged", "v1", "0.9", "manual", "{}"), Instant.now()));
        console.awaitRun("judged", state -> state.phase() == RunPhase.TEACHER);
        services.event(
                new RunEvent.TeacherReady(1, Examples.teacher("judged", "v1", OptionalDouble.of(0.95)), Instant.now()));
        console.awaitRun("judged", state -> state.phase() == RunPhase.DISTILLING);
    }

    private CheckpointAnnounced awaitApproval(FakeServices services, long step) {
        var checkpoint = Examples.checkpoint("judged", 1, "small", step);
        services.announce(checkpoint);
        console.awaitRun("judged", state -> state.candidate(checkpoint.digest())
                .filter(one -> one.phase() == Candidate.Phase.AWAITING_APPROVAL)
                .isPresent());
        return checkpoint;
    }

    private void awaitChampion(CheckpointAnnounced checkpoint) {
        console.awaitRun("judged", state -> state.champion().equals(Optional.of(checkpoint.digest())));
    }

    @Test
    void whatIsForbiddenIsToldInTheServicesWords() {
        // Given: a page that does not hear that the run was paused
        var page = console.open("");
        page.route("**/events", route -> route.abort());
        page.navigate(page.url() + "#/runs/digits");
        page.reload();
        assertThat(button(page, "Pause")).isVisible();
        awaitRevision(page, console.say(RunPhase.PAUSED));
        // When
        button(page, "Pause").click();
        // Then
        assertThat(page.locator(".notice.bad")).containsText("is paused already");
    }

    @Test
    void aServiceThatIsKilledAndComesBackIsFollowedOnWithoutRepeats() throws Exception {
        // Given
        var page = console.open("#/runs/digits/history");
        var lines = rows(page, "History");
        assertThat(lines.last()).containsText("The run was declared.");
        int before = lines.count();
        // When
        console.kill();
        // Then
        try {
            var slowly = new LocatorAssertions.ContainsTextOptions().setTimeout(SLOW_MS);
            assertThat(page.locator("#connection")).containsText("reconnecting", slowly);
            assertThat(page.locator("#connection")).containsText("The data shown is from");
            assertThat(lines).hasCount(before);
            screenshot(page, "reconnecting-light");
        } finally {
            // When
            console.startAgain();
        }
        // Then
        assertThat(page.locator("#connection"))
                .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(SLOW_MS));
        assertThat(lines).hasCount(before);
        // When
        console.say(RunPhase.DRAINING);
        // Then
        assertThat(page.locator("#phase"))
                .hasText("draining", new LocatorAssertions.HasTextOptions().setTimeout(SLOW_MS));
    }

    /** Until the service, whatever the page knows, has heard of it. */
    private static void awaitRevision(Page page, long revision) {
        var url = page.url().replaceFirst("#.*", "") + "api/v1/runs/digits";
        await().pollInSameThread()
                .atMost(Duration.ofSeconds(30))
                .until(() -> page.request().get(url).headers().get("etag"), ("\"" + revision + "\"")::equals);
    }
}
