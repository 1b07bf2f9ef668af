package dev.limbeck.orchestrator.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.limbeck.orchestrator.console.ConsoleBrowser.screenshot;
import static dev.limbeck.orchestrator.console.LiveConsole.button;
import static dev.limbeck.orchestrator.console.LiveConsole.link;
import static dev.limbeck.orchestrator.console.LiveConsole.rows;
import static dev.limbeck.orchestrator.console.LiveConsole.stage;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.limbeck.contract.lifecycle.Pin;
import dev.limbeck.contract.lifecycle.RunPhase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What the console shows. One service for all tests, so the one that needs a list without runs comes first. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@EnabledIf(value = Chromium.IS_THERE, disabledReason = Chromium.ABSENT)
class ConsoleViewsIT {
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

    @AfterEach
    void nothingWasComplainedOf() {
        assertThat(console.browser.complaints()).isEmpty();
    }

    @Test
    @Order(1)
    void aRunThatIsDeclaredAppearsInAnEmptyListByItself() {
        // Given
        var page = console.open("");
        assertThat(page.getByText("No runs yet")).isVisible();
        assertThat(page.getByText("limbeck apply -f run.yaml")).isVisible();
        screenshot(page, "empty-light");
        // When
        console.sayAll();
        // Then
        var row = page.locator("tbody tr", new Page.LocatorOptions().setHas(link(page, "digits")));
        assertThat(row)
                .containsText(Pattern.compile(
                        "distilling.*small-cnn at step 400.*95\\.33 %.*1 awaiting approval", Pattern.DOTALL));
        screenshot(page, "runs-light");
    }

    @Test
    void theOverviewShowsPipelineChartsAndWhatWaitsForApproval() {
        // Given
        console.sayAll();
        var page = console.open("#/runs/digits");
        // When
        long second = sayWorkTwice(page);
        // Then
        assertThat(page.locator(".stage")).hasCount(9);
        assertThat(stage(page, "Teacher")).containsText("keeping up");
        assertThat(stage(page, "tiny-mlp")).containsText("%,d rec. ≈ 2.".formatted(ExampleStatus.lag(second)));
        assertThat(stage(page, "tiny-mlp")).containsText("far behind");
        assertThat(page.locator("limbeck-chart canvas")).hasCount(4);
        assertThat(page.locator(".asking")).containsText("96.75 % [95.6–97.6]");
        // Whatever a name or a reason says is text.
        assertThat(page.locator(".asking")).containsText("<b>which</b> is better");
        screenshot(page, "overview-light");
    }

    @Test
    void everyViewShowsItsPartOfTheRun() {
        // Given
        console.sayAll();
        var page = console.open("#/runs/digits");
        long second = console.sayWork();
        // Then
        link(page, "Checkpoints").click();
        assertThat(page.locator(".timeline > li")).hasCount(2);
        assertThat(page.locator(".timeline li.current")).containsText("small-cnn at step 400");
        assertThat(page.locator(".timeline li.current")).containsText("p = 4.2e-8");
        assertThat(page.locator(".timeline li.current")).containsText(Pattern.compile("comparison 3\\s*0\\.0025"));
        assertThat(page.locator(".timeline li.current .evidence")).containsText("holds maxCalibrationError");
        assertThat(rows(page, "Checkpoints")).hasCount(14);
        screenshot(page, "checkpoints-light");
        link(page, "Quality").click();
        assertThat(rows(page, "Recall by class")).hasCount(10);
        assertThat(page.locator("limbeck-chart canvas")).hasCount(2);
        assertThat(rows(page, "Confusions")).hasCount(2);
        // The interval is of the 40 that are labelled, not of all 400.
        assertThat(rows(page, "Slices").last())
                .containsText(Pattern.compile("camera\\s*400\\s*40\\s*9[0-9.]+ % \\[80\\.1–97\\.4"));
        screenshot(page, "quality-light");
        link(page, "Records").click();
        var ledger = ExampleStatus.ledger(second);
        assertThat(page.locator(".ledger").first())
                .containsText(
                        "offered %,d = %,d + %,d + ".formatted(ledger.offered(), ledger.trained(), ledger.heldOut()));
        assertThat(page.getByText("every record could be used")).isVisible();
        screenshot(page, "records-light");
        link(page, "History").click();
        assertThat(rows(page, "History")).hasCount(7);
        assertThat(rows(page, "Generations")).containsText("0:0 1:0");
        assertThat(rows(page, "Open orders")).containsText("tiny-mlp at step 500");
        assertThat(rows(page, "History").first()).containsText("It is the champion now.");
        screenshot(page, "history-light");
    }

    @Test
    void whereNothingIsLabelledAgreementIsDrawnAndNamedSo() {
        // Given
        console.sayAll();
        console.feed.say(UnlabelledRun.of(console.run.state(1, RunPhase.DISTILLING)));
        console.run.reports().forEach(report -> console.feed.say(UnlabelledRun.of(report)));
        // When
        var page = console.open("#/runs/" + UnlabelledRun.NAME);
        // Then
        assertThat(page.getByText("Agreement with the teacher on the held-out set"))
                .isVisible();
        assertThat(page.locator("limbeck-chart canvas").first()).isVisible();
        assertThat(page.locator(".facts:not(.small)")).containsText("small-cnn at step 400, 94.93 % agreement");
        assertThat(stage(page, "Champion")).containsText(Pattern.compile("agreement\\s*94.93 %"));
        assertThat(page.locator(".asking")).containsText("agreement with the teacher 96.35 %");
        assertThat(drawn(page))
                .contains("small-cnn 5", "tiny-mlp 5", "champion 11", "promoted 2")
                .noneMatch(line -> line.startsWith("teacher"));
        screenshot(page, "unlabelled-light");
        // When
        link(page, "Runs").first().click();
        // Then
        var row = page.locator("tbody tr", new Page.LocatorOptions().setHas(link(page, UnlabelledRun.NAME)));
        assertThat(row).containsText("94.93 % agreement");
        screenshot(page, "unlabelled-runs-light");
    }

    @Test
    void whatIsMeasuredByNumbersIsShownByWhatTheRunSaysOfThem() {
        // Given
        console.sayAll();
        console.feed.say(ValuedRun.of(console.run.state(1, RunPhase.DISTILLING)));
        console.run.reports().forEach(report -> console.feed.say(ValuedRun.of(report)));
        // When
        var page = console.openScripted("#/runs/" + ValuedRun.NAME, ValuedRun.script());
        // Then
        assertThat(page.getByText("Deviation on the held-out set")).isVisible();
        assertThat(page.getByText("Lower is better. Points are checkpoints, bars their 95 % intervals"))
                .isVisible();
        assertThat(drawn(page)).contains("small-cnn 5", "champion 11", "teacher 15", "promoted 2");
        assertThat(page.locator(".facts:not(.small)")).containsText("small-cnn at step 400, 0.3867 deviation");
        assertThat(stage(page, "Champion")).containsText(Pattern.compile("deviation\\s*0.3867"));
        assertThat(page.locator(".asking")).containsText("deviation 0.3300 [0.3177–0.3423]");
        assertThat(page.locator(".asking .evidence"))
                .containsText("its value is higher by 0.01000 of 1, mean of 1,200 records");
        assertThat(rows(page, "Scores").first()).containsText(Pattern.compile("teacher\\s*–\\s*0\\.2360 \\[0\\.22"));
        screenshot(page, "valued-light");
        // When
        link(page, "Quality").click();
        // Then
        assertThat(page.getByText("By range").first()).isVisible();
        assertThat(rows(page, "By range")).hasCount(3);
        assertThat(rows(page, "By range").first())
                .containsText(
                        Pattern.compile("up to 1\\s*400\\s*0\\.3100 \\[0\\.2977–0\\.3223\\]\\s*0\\.3100\\s*0\\.0310"));
        assertThat(page.locator("#confusions-title")).hasCount(0);
        assertThat(page.locator("#calibration-title")).hasCount(0);
        assertThat(rows(page, "Slices").last()).containsText(Pattern.compile("camera\\s*400\\s*40\\s*9[0-9.]+ %"));
        screenshot(page, "valued-quality-light");
        // When
        link(page, "Checkpoints").click();
        // Then
        assertThat(rows(page, "Checkpoints").first()).isVisible();
        assertThat(page.locator("[aria-label=Checkpoints] thead")).containsText("deviation");
        screenshot(page, "valued-checkpoints-light");
        // When
        link(page, "Watch").click();
        // Then
        assertThat(page.getByText("Nearness on the newest labelled examples")).isVisible();
        // When
        link(page, "Runs").first().click();
        // Then
        var row = page.locator("tbody tr", new Page.LocatorOptions().setHas(link(page, ValuedRun.NAME)));
        assertThat(row).containsText("0.3867 deviation");
        assertThat(page.locator("thead")).containsText("measure");
        screenshot(page, "valued-runs-light");
    }

    /** Every line of the first chart, and how many points it has. */
    @SuppressWarnings("unchecked")
    private static List<String> drawn(Page page) {
        return (List<String>) page.evaluate("""
            () => {
              const colours = { series: ['#000', '#111', '#222', '#333'] };
              const { series } = document.querySelector('limbeck-chart').drawing(colours);
              return series.map((one) => `${one.name} ${one.data.length}`);
            }\
            """);
    }

    @Test
    void aPinnedChampionIsSaidToBePinned() {
        // Given
        console.sayAll();
        var page = console.open("#/runs/digits");
        assertThat(button(page, "Pin…")).isVisible();
        // When
        console.sayPinned(new Pin("c-1", Instant.now(), Optional.empty(), Optional.of("a <b>holiday</b>")));
        // Then
        assertThat(page.locator(".notice").first())
                .containsText(
                        "The champion is pinned. No other is promoted until it is unpinned; candidates are measured"
                                + " all the same. Reason: a <b>holiday</b>");
        assertThat(page.locator(".facts:not(.small)")).containsText("pinned");
        assertThat(button(page, "Unpin…")).isVisible();
        screenshot(page, "pinned-light");
    }

    @Test
    void whatTheWatchSeesIsACurveWithTheDriftInIt() {
        // Given
        console.sayAll();
        var page = console.open("#/runs/digits/watch");
        assertThat(page.getByText("No evaluator reports a watch")).isVisible();
        // When
        for (int i = 0; i < 10; i++) {
            console.sayWork();
        }
        // Then
        assertThat(rows(page, "Watched students")).hasCount(3);
        assertThat(rows(page, "Watched students").last()).containsText("left alone");
        assertThat(rows(page, "Detectors").last()).containsText("still learnt");
        assertThat(rows(page, "Drifts")).containsText("0:198300 1:198271");
        assertThat(page.locator("limbeck-chart canvas")).hasCount(1);
        screenshot(page, "watch-light");
        // When
        page.getByRole(AriaRole.COMBOBOX).selectOption("accuracy");
        // Then
        assertThat(page.locator("limbeck-chart canvas")).hasCount(1);
    }

    @Test
    void darkIsAsComplete() {
        // Given
        console.sayAll();
        // When
        var page = console.open("#/runs/digits", ColorScheme.DARK);
        sayWorkTwice(page);
        // Then
        assertThat(stage(page, "Teacher")).containsText("keeping up");
        assertThat(page.locator("limbeck-chart canvas")).hasCount(4);
        assertThat(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
                .isEqualTo("rgb(15, 19, 24)");
        screenshot(page, "overview-dark");
        link(page, "Quality").click();
        assertThat(page.locator("#calibration-title")).isVisible();
        screenshot(page, "quality-dark");
    }

    @Test
    void anUnknownRunIsSaidToBeUnknown() {
        // Given
        console.sayAll();
        // When
        var page = console.open("#/runs/digts");
        // Then
        assertThat(page.locator(".notice")).containsText("There is no run of this name");
        assertThat(page.locator(".notice")).containsText("did you mean digits?");
    }

    @Test
    void nothingIsWiderThanALaptopsScreen() {
        // Given
        console.sayAll();
        for (String view : List.of("", "/checkpoints", "/quality", "/watch", "/records", "/history")) {
            // When
            var page = console.open("#/runs/digits" + view);
            assertThat(page.locator("#phase")).hasText("distilling");
            // Then
            assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(1366);
        }
    }

    /** A rate takes two words on work, of which the page must not miss the first. */
    private long sayWorkTwice(Page page) {
        console.sayWork();
        assertThat(stage(page, "Teacher")).containsText(Pattern.compile("measuring|keeping up"));
        return console.sayWork();
    }
}
