package dev.limbeck.orchestrator.console;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.limbeck.broker.EmbeddedBroker;
import dev.limbeck.broker.FreePorts;
import dev.limbeck.contract.lifecycle.Pin;
import dev.limbeck.contract.lifecycle.RunCommand;
import dev.limbeck.contract.lifecycle.RunPhase;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.orchestrator.Feed;
import dev.limbeck.orchestrator.OrchestratorProcess;
import dev.limbeck.orchestrator.Runs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** The packaged service on a broker of its own, a browser to look at it, and a run to look at. */
final class LiveConsole implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int TABS = 40;

    final ExampleRun run = new ExampleRun(Instant.now().minusSeconds(600));
    final Feed feed;
    final ConsoleBrowser browser;
    final KafkaConnection kafka;
    private final EmbeddedBroker broker = EmbeddedBroker.temporary();
    private final int port = new FreePorts().any().number();
    private final Path folder;
    private OrchestratorProcess orchestrator;
    private long revision = 1;
    private long second = 600;

    LiveConsole(Path chromium, Path folder) throws Exception {
        this.folder = folder;
        orchestrator = started();
        kafka = new KafkaConnection(broker.bootstrapServers(), "test");
        feed = new Feed(kafka);
        browser = ConsoleBrowser.start(chromium);
    }

    private OrchestratorProcess started() throws Exception {
        var process = OrchestratorProcess.start("console", broker.bootstrapServers(), folder, port);
        await().atMost(LONG)
                .failFast("the service has ended", () -> !process.isAlive())
                .until(process::isReady);
        return process;
    }

    void kill() throws InterruptedException {
        orchestrator.kill();
    }

    void startAgain() throws Exception {
        orchestrator = started();
    }

    Page open(String address) {
        return open(address, ColorScheme.LIGHT);
    }

    /** @param script run by the page before its own */
    Page openScripted(String address, String script) {
        return browser.open(orchestrator.url() + address, ColorScheme.LIGHT, List.of(script));
    }

    Page open(String address, ColorScheme scheme) {
        return browser.open(orchestrator.url() + address, scheme, List.of());
    }

    void sayAll() {
        say(RunPhase.DISTILLING);
        run.reports().forEach(feed::say);
        run.history().forEach(feed::say);
    }

    /** @return the revision at which the run stands so */
    long say(RunPhase phase) {
        revision++;
        feed.say(run.state(revision, phase));
        return revision;
    }

    void sayPinned(Pin pin) {
        revision++;
        feed.say(Runs.pinned(run.state(revision, RunPhase.DISTILLING), pin));
    }

    /** What the service itself says of a run, once it stands so. */
    void awaitRun(String name, Predicate<RunState> condition) {
        await().atMost(LONG)
                .until(() -> orchestrator.run(name).filter(condition).isPresent());
    }

    /** Always something newer: older words on work are passed over. */
    long sayWork() {
        second += 5;
        var at = run.begunAt().plusSeconds(second);
        feed.say(ExampleStatus.teacher(second, at));
        feed.say(ExampleStatus.watch(second, at));
        run.declaration()
                .spec()
                .students()
                .forEach(student -> feed.say(ExampleStatus.student(student.name(), second, at)));
        return second;
    }

    <C extends RunCommand> C awaitCommand(Class<C> kind) {
        return await().atMost(LONG)
                .until(() -> asked(kind), asked -> !asked.isEmpty())
                .get(0);
    }

    <C extends RunCommand> List<C> asked(Class<C> kind) {
        return feed.commands().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Of the table in the region of that name. */
    static Locator rows(Page page, String region) {
        return page.locator("[role=region][aria-label='%s'] tbody tr".formatted(region));
    }

    static Locator stage(Page page, String title) {
        return page.locator(
                ".stage",
                new Page.LocatorOptions()
                        .setHas(page.getByRole(
                                AriaRole.HEADING,
                                new Page.GetByRoleOptions().setName(title).setExact(true))));
    }

    /** With the keyboard, as somebody without a mouse gets there. */
    static void tabTo(Page page, String name) {
        for (int i = 0; i < TABS; i++) {
            page.keyboard().press("Tab");
            if (name.equals(page.evaluate("document.activeElement.textContent.trim()"))) {
                return;
            }
        }
        throw new AssertionError(name + " is not reached with the keyboard");
    }

    @Override
    public void close() throws Exception {
        browser.close();
        feed.close();
        orchestrator.close();
        broker.close();
    }
}
