package dev.limbeck.orchestrator.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A browser on a laptop's screen, that remembers what its console complained of. */
final class ConsoleBrowser implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "console");
    /** What the network refused, a browser complains of whatever the page does. */
    private static final String NETWORK = "Failed to load resource";

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private ConsoleBrowser(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static ConsoleBrowser start(Path executable) {
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var options = new BrowserType.LaunchOptions()
                .setExecutablePath(executable)
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking"));
        return new ConsoleBrowser(playwright, playwright.chromium().launch(options));
    }

    Page open(String url, ColorScheme scheme, List<String> scripts) {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1366, 768).setColorScheme(scheme));
        var page = context.newPage();
        page.onConsoleMessage(this::said);
        page.onPageError(complaints::add);
        scripts.forEach(page::addInitScript);
        page.navigate(url);
        return page;
    }

    private void said(ConsoleMessage message) {
        boolean isComplaint = message.type().equals("error") || message.type().equals("warning");
        if (isComplaint && !message.text().startsWith(NETWORK)) {
            complaints.add(message.text());
        }
    }

    /** Errors of scripts and refusals of the security policy. */
    List<String> complaints() {
        return complaints;
    }

    static void screenshot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
