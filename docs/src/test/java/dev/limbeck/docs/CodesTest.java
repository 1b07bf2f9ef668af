package dev.limbeck.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.contract.json.ContractJson;
import dev.limbeck.contract.lifecycle.RunEvent;
import dev.limbeck.contract.record.RejectionReason;
import dev.limbeck.student.batch.SkipReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Codes that other programs go by are all described. */
class CodesTest {
    private static final Page FORMATS = Repository.page("docs/formats.md");
    /** On an example of the labelled set, and on a mark that a letter was sent back: no headers of a dead letter. */
    private static final Set<String> OTHER_HEADERS = Set.of("limbeck-set-size");

    @Test
    void everyReasonOfADeadLetterIsListed() {
        assertThat(codes("reason code", "when")).isEqualTo(names(RejectionReason.values()));
    }

    @Test
    void everyReasonForSkippingIsListed() {
        assertThat(codes("skip reason", "when")).isEqualTo(names(SkipReason.values()));
    }

    @Test
    void everyHeaderOfADeadLetterIsListed() {
        // Given
        var written = CompiledCode.texts(
                type -> type.getPackageName().equals("dev.limbeck.kafka.deadletter"),
                text -> text.matches("limbeck-[a-z-]+[a-z]"));
        // When
        var listed = codes("header", "holds");
        // Then
        assertThat(listed).isEqualTo(written);
        assertThat(FORMATS.codeSpans()).containsAll(OTHER_HEADERS);
    }

    @Test
    void everyKindOfEventIsListedAndEachWithAnExampleIsAmongThem() {
        // Given
        var kinds = new TreeSet<>(Subtypes.of(RunEvent.class));
        // When
        var shown = FORMATS.blocks("json").stream()
                .filter(block -> block.kind().equals(RunEvent.class.getSimpleName()))
                .map(block -> ContractJson.read(block.text().getBytes(StandardCharsets.UTF_8), JsonNode.class))
                .map(event -> event.path("kind").asText())
                .toList();
        // Then
        assertThat(codes("kind", "written by", "says")).isEqualTo(kinds);
        assertThat(kinds).containsAll(shown);
    }

    private static Set<String> codes(String... heads) {
        return new TreeSet<>(FORMATS.tablesHeaded(heads).get(0).firstCode());
    }

    private static Set<String> names(Enum<?>[] values) {
        return new TreeSet<>(Stream.of(values).map(Enum::name).toList());
    }

    @Test
    void whatTheKindsOfEventsAreReadAsIsNoKindOfTheirs() {
        assertThat(List.of(RunEvent.class.getPermittedSubclasses()))
                .as("one class a kind, and one for kinds of later releases")
                .hasSize(Subtypes.of(RunEvent.class).size() + 1);
    }
}
