package dev.limbeck.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import java.io.IOException;
import java.io.StringReader;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The settings of docs/operations.md are those that services read, with their defaults. */
class SettingsTest {
    private static final String CONFIG_MAPPING = "io.smallrye.config.ConfigMapping";
    private static final String WITH_DEFAULT = "io.smallrye.config.WithDefault";
    private static final String REQUIRED = "required";
    private static final String OPTIONAL = "optional";

    private static final Pattern TEXT = Pattern.compile("\"[^\"\\n]*\"");

    private static final Pattern ENVIRONMENT = Pattern.compile("\\bLIMBECK_[A-Z_]*[A-Z]\\b");

    private static final Page OPERATIONS = Repository.page("docs/operations.md");

    @Test
    void everySettingIsListedWithItsDefaultAndNoOther() {
        // Given
        var settings = settings();
        // When
        var listed = new TreeMap<String, String>();
        listed().forEach((name, fallback) -> {
            if (name.startsWith("limbeck.")) {
                listed.put(name, said(fallback, settings.getOrDefault(name, "")));
            }
        });
        // Then
        assertThat(listed).isEqualTo(settings);
    }

    @Test
    void whatQuarkusIsToldByDefaultIsListedAsItIs() throws IOException {
        var shared = new Properties();
        shared.load(new StringReader(
                Repository.text("service/src/main/resources/META-INF/microprofile-config.properties")));

        assertThat(listed().entrySet())
                .filteredOn(entry -> shared.containsKey(entry.getKey()))
                .hasSizeGreaterThan(4)
                .allSatisfy(entry ->
                        assertThat(entry.getValue()).as(entry.getKey()).isEqualTo(shared.getProperty(entry.getKey())));
    }

    @Test
    void thePortsAreThoseOfTheServices() {
        assertThat(listed())
                .containsEntry("quarkus.http.port", ports("http"))
                .containsEntry("quarkus.management.port", ports("management"));
    }

    @Test
    void everyNameOfTheEnvironmentIsReadAndEachThatIsReadIsDescribed() {
        // Given
        var described = Repository.pagesOfToday().stream()
                .flatMap(page -> names(Repository.text(page.path())).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        var settings =
                settings().keySet().stream().map(SettingsTest::inTheEnvironment).toList();
        // When
        var read = readFrom("/src/");
        read.addAll(settings);
        // Then
        assertThat(read).containsAll(described);
        assertThat(described).containsAll(readFrom("/src/main/"));
    }

    /** What the launcher and Java files below such a folder have in their texts. */
    private static Set<String> readFrom(String folder) {
        var texts = Repository.files(name -> name.endsWith(".java")).stream()
                .filter(file -> file.toString().contains(folder))
                .flatMap(file -> TEXT.matcher(Repository.text(file)).results())
                .map(text -> text.group());
        return Stream.concat(texts, Stream.of(Repository.text("limbeck")))
                .flatMap(text -> names(text).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Collection<String> names(String text) {
        return ENVIRONMENT.matcher(text).results().map(found -> found.group()).toList();
    }

    private static String inTheEnvironment(String setting) {
        return setting.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "_");
    }

    /** Of the services in the order of the page. */
    private static String ports(String part) {
        return Stream.of("orchestrator", "teacher", "student", "evaluator")
                .map(service -> service + " "
                        + number(Repository.text(service + "-service/src/main/resources/application.yaml"), part))
                .collect(Collectors.joining(", "));
    }

    private static String number(String yaml, String part) {
        var port = Pattern.compile("(?m)^  " + part + ":\\n(?:    .*\\n)*?    port: (\\d+)")
                .matcher(yaml);
        assertThat(port.find()).isTrue();
        return port.group(1);
    }

    /** Defaults by setting, as the page has them. */
    private static Map<String, String> listed() {
        var listed = new TreeMap<String, String>();
        OPERATIONS.tables().stream()
                .filter(table -> table.heads().get(0).equals("setting"))
                .flatMap(table -> table.rows().stream())
                .forEach(row -> row.get(0)
                        .code()
                        .forEach(name -> listed.put(name, row.get(1).text())));
        return listed;
    }

    /** In words that can be compared: what a page says of a setting without a default is up to the page. */
    private static String said(String fallback, String real) {
        if (real.equals(OPTIONAL) && !fallback.startsWith(REQUIRED)) {
            return OPTIONAL;
        }
        return fallback.startsWith(REQUIRED) ? REQUIRED : fallback;
    }

    private static Map<String, String> settings() {
        var settings = new TreeMap<String, String>();
        for (var type : CompiledCode.classes(type -> type.isAnnotatedWith(CONFIG_MAPPING))) {
            add(type, value(type, CONFIG_MAPPING, "prefix").orElseThrow(), settings);
        }
        return settings;
    }

    private static void add(JavaClass type, String prefix, Map<String, String> settings) {
        for (JavaMethod method : type.getMethods()) {
            String name = prefix + "." + inKebabCase(method.getName());
            var result = method.getRawReturnType();
            if (result.isInterface() && result.getPackageName().startsWith("dev.limbeck")) {
                add(result, name, settings);
            } else {
                boolean optional = result.getName().equals(Optional.class.getName());
                settings.put(name, value(method, WITH_DEFAULT, "value").orElse(optional ? OPTIONAL : REQUIRED));
            }
        }
    }

    private static String inKebabCase(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Optional<String> value(CanBeAnnotated element, String annotation, String property) {
        Set<? extends JavaAnnotation<?>> all =
                element instanceof JavaClass type ? type.getAnnotations() : ((JavaMethod) element).getAnnotations();
        return all.stream()
                .filter(one -> one.getRawType().getName().equals(annotation))
                .map(one -> String.valueOf(one.get(property).orElseThrow()))
                .findFirst();
    }
}
