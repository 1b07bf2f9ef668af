package dev.limbeck.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Maven and Java command lines in the pages name modules, profiles, tests and properties that exist. */
class BuildCommandsTest {
    private static final Pattern WORDS = Pattern.compile("'[^']*'|\\S+");
    private static final Set<String> MODULES =
            found("<module>([^<]+)</module>", Repository.text("pom.xml")).collect(Collectors.toSet());
    private static final String POMS = Repository.files(name -> name.equals("pom.xml")).stream()
            .map(Repository::text)
            .collect(Collectors.joining("\n"));
    private static final Set<String> PROFILES =
            found("<profile>\\s*(?:<!--.*?-->\\s*)?<id>([^<]+)</id>", POMS).collect(Collectors.toSet());
    private static final Set<String> CLASSES = Repository.files(name -> name.endsWith(".java")).stream()
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toSet());
    private static final String JAVA = Repository.files(name -> name.endsWith(".java")).stream()
            .map(Repository::text)
            .collect(Collectors.joining("\n"));

    @Test
    void everyMavenCommandNamesWhatExists() {
        var faults = new ArrayList<String>();
        for (var page : Repository.pagesOfToday()) {
            lines(page)
                    .filter(line -> line.startsWith("./mvnw ") || line.startsWith("java "))
                    .forEach(line ->
                            fault(line).ifPresent(fault -> faults.add(page.name() + ": " + line + ": " + fault)));
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void everyTestThatAPageNamesExists() {
        var named = Stream.of("docs/chaos.md", "docs/operations.md", "README.md", "docs/gate.md", "docs/performance.md")
                .flatMap(page -> Repository.page(page).codeSpans().stream())
                .filter(code -> code.matches("[A-Z][A-Za-z]+(Test|IT)(\\.[a-z]\\w+)?"))
                .toList();

        assertThat(named).isNotEmpty().allSatisfy(test -> {
            int dot = test.indexOf('.');
            assertThat(CLASSES).contains(dot < 0 ? test : test.substring(0, dot));
            if (dot >= 0) {
                assertThat(JAVA).contains(" " + test.substring(dot + 1) + "(");
            }
        });
    }

    private static Stream<String> lines(Page page) {
        return Stream.concat(page.codeSpans().stream(), page.blocks().stream().flatMap(block -> block.text()
                .replace("\\\n", "")
                .lines()));
    }

    private static Optional<String> fault(String line) {
        var words = WORDS.matcher(line).results().map(found -> found.group()).toList();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            String next = at + 1 < words.size() ? words.get(at + 1) : "";
            if (word.equals("-pl") && !MODULES.containsAll(parts(next))) {
                return Optional.of("no module " + next);
            }
            if (word.startsWith("-P") && !PROFILES.contains(word.substring(2))) {
                return Optional.of("no profile " + word);
            }
            if (word.equals("-jar") && !MODULES.contains(next.replaceFirst("/target/.*", ""))) {
                return Optional.of("no jar of a module: " + next);
            }
            if (word.startsWith("-D")) {
                var fault = propertyFault(word.substring(2));
                if (fault.isPresent()) {
                    return fault;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> propertyFault(String assignment) {
        int equals = assignment.indexOf('=');
        String name = equals < 0 ? assignment : assignment.substring(0, equals);
        String value = equals < 0 ? "" : assignment.substring(equals + 1);
        if (name.equals("test") || name.equals("it.test")) {
            return parts(value).stream()
                    .filter(test -> !test.equals("None") && !CLASSES.contains(test))
                    .map(test -> "no test " + test)
                    .findFirst();
        }
        boolean ours = name.startsWith("limbeck.") || name.startsWith("chaos.") || name.equals("test.forks");
        return !ours || isKnown(name) ? Optional.empty() : Optional.of("no property " + name);
    }

    /** As a property of the build, or by a literal name, or as the last part of a mapped setting's. */
    private static boolean isKnown(String name) {
        int dot = name.lastIndexOf('.');
        boolean isMapped = JAVA.contains("ConfigMapping(prefix = \"" + name.substring(0, dot) + "\")")
                && JAVA.contains(" " + name.substring(dot + 1) + "();");
        return isMapped || POMS.contains("<" + name + ">") || JAVA.contains("\"" + name + "\"");
    }

    private static List<String> parts(String list) {
        return Pattern.compile(",").splitAsStream(list.replace("'", "")).toList();
    }

    private static Stream<String> found(String form, String text) {
        return Pattern.compile(form, Pattern.DOTALL).matcher(text).results().map(match -> match.group(1));
    }

    @Test
    void everyModuleIsInTheTableOfTheReadme() {
        var listed = Repository.page("README.md")
                .tablesHeaded("module", "job")
                .get(0)
                .firstCode();

        assertThat(listed).containsExactlyInAnyOrderElementsOf(MODULES);
        assertThat(listed).allSatisfy(module -> assertThat(Files.isDirectory(Repository.ROOT.resolve(module)))
                .isTrue());
    }
}
