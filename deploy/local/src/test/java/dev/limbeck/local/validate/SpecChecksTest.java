package dev.limbeck.local.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.local.Examples;
import dev.limbeck.local.api.RunDocument;
import dev.limbeck.local.check.Check;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SpecChecksTest {
    @Test
    void aDeclarationThatIsRightIsNamed() {
        var checks = SpecChecks.of(RunDocument.read(Examples.YAML, Path.of("")));

        assertThat(checks.run()).isPresent();
        assertThat(checks.checks())
                .singleElement()
                .matches(Check::ok)
                .extracting(Check::name)
                .isEqualTo("spec");
    }

    @Test
    void allThatIsWrongIsListedAndTheRestIsLookedAt() {
        // Given
        String yaml = Examples.YAML.replace("metadata:", "metdata: {}\nmetadata:")
                + "  batching: {size: 0, maxWait: soon}\n  watch: {sare: 1}\n";
        // When
        var checks = SpecChecks.of(RunDocument.read(yaml, Path.of("")));
        // Then
        assertThat(checks.checks())
                .extracting(Check::name)
                .containsExactlyInAnyOrder("metdata", "spec.batching.size", "spec.batching.maxWait", "spec.watch.sare");
        assertThat(checks.checks()).noneMatch(Check::ok);
        assertThat(checks.run()).isPresent();
    }

    @Test
    void whatIsMissedIsSaidOnceAndEndsIt() {
        var checks = SpecChecks.of(RunDocument.read(Examples.YAML.replaceFirst("kind: .*\n", ""), Path.of("")));

        assertThat(checks.checks()).singleElement().extracting(Check::name).isEqualTo("kind");
        assertThat(checks.run()).isEmpty();
    }
}
