package dev.limbeck.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.run.RunSpecReader;
import dev.limbeck.contract.topic.RunTopics;
import dev.limbeck.kafka.topic.RunTopicDeclarations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;

/** The topics of docs/formats.md are those that services create. */
class TopicsTest {
    /** A source topic has a name of its own. */
    private static final String SOURCE = "the run's source topic";

    private static final int SOURCE_PARTITIONS = 7;
    private static final Generation RUN = new Generation(RunSpecReader.read("""
                    apiVersion: limbeck.dev/v1alpha1
                    kind: DistillationRun
                    metadata: {name: the-run}
                    spec:
                      source: {topic: the-source, partitions: 7}
                      input: {shape: [1], classes: 2, normalisation: {mean: [0], std: [1]}}
                      teacher: {artifact: teacher.pt}
                      students: [{name: the-student, network: "builtin:mlp-8"}]
                    """), 99);

    private static final Page FORMATS = Repository.page("docs/formats.md");

    @Test
    void everyTopicThatIsCreatedIsListedAsItIsCreated() {
        // Given
        var declared = new TreeMap<String, String>();
        topics().forEach(topic -> declared.put(name(topic), partitions(topic) + "; " + kept(topic.configs())));
        // When
        var listed = new TreeMap<String, String>();
        table().rows()
                .forEach(row -> listed.put(
                        row.get(0).text(), row.get(3).text() + "; " + row.get(4).text()));
        // Then
        assertThat(listed).isEqualTo(declared);
    }

    @Test
    void everyTopicThatHasANameInTheContractIsCreated() throws IllegalAccessException {
        var named = new TreeSet<String>();
        for (var field : RunTopics.class.getFields()) {
            if (field.getType() == String.class && field.get(null) instanceof String text && !isPrefixOrGroup(text)) {
                named.add(text);
            }
        }

        assertThat(topics().map(NewTopic::name)).containsAll(named);
    }

    @Test
    void whoseRecordsAreSmallIsNamed() {
        // Given
        var small = topics().filter(topic -> !topic.configs().containsKey(TopicConfig.MAX_MESSAGE_BYTES_CONFIG))
                .map(TopicsTest::name)
                .toList();
        var largest = topics().map(topic -> topic.configs().get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG))
                .filter(bytes -> bytes != null)
                .distinct()
                .toList();
        // When
        String sentence = FORMATS.paragraphs().stream()
                .filter(text -> text.contains("max.message.bytes"))
                .findFirst()
                .orElseThrow();
        // Then
        assertThat(largest).hasSize(1);
        assertThat(sentence).contains("max.message.bytes = " + largest.get(0));
        assertThat(topics().map(TopicsTest::name).filter(sentence::contains))
                .containsExactlyInAnyOrderElementsOf(small);
        assertThat(FORMATS.paragraphs())
                .anyMatch(text -> text.contains("at most " + RecordCodec.MAX_MESSAGE_BYTES + " bytes"));
    }

    @Test
    void theGroupsAreThoseOfTheContract() {
        String operations = Repository.text("docs/operations.md");
        var topics = new RunTopics("<run>", 99);

        assertThat(Stream.of(
                                topics.teacherGroup(),
                                topics.studentGroup("<student>").replace("g99", "g<n>"),
                                topics.watchGroup().replace("g99", "g<n>"),
                                RunTopics.EVALUATORS,
                                RunTopics.STUDENT_PLACEMENT)
                        .map(group -> "`" + group + "`"))
                .allSatisfy(group -> assertThat(operations).contains(group));
    }

    private static PageTable table() {
        return FORMATS.tablesHeaded("topic", "key", "value", "partitions", "kept")
                .get(0);
    }

    private static Stream<NewTopic> topics() {
        return Stream.of(RunTopicDeclarations.shared(), RunTopicDeclarations.of(RUN))
                .flatMap(List::stream);
    }

    private static boolean isPrefixOrGroup(String text) {
        return text.equals(RunTopics.PREFIX)
                || text.equals(RunTopics.EVALUATORS)
                || text.equals(RunTopics.STUDENT_PLACEMENT);
    }

    private static String name(NewTopic topic) {
        return topic.name().equals("the-source")
                ? SOURCE
                : topic.name()
                        .replace("the-run", "<run>")
                        .replace("the-student", "<student>")
                        .replace("g99", "g<n>");
    }

    private static String partitions(NewTopic topic) {
        return topic.numPartitions() == SOURCE_PARTITIONS ? "source.partitions" : String.valueOf(topic.numPartitions());
    }

    private static String kept(Map<String, String> configs) {
        var words = new ArrayList<String>();
        if (configs.containsKey(TopicConfig.CLEANUP_POLICY_CONFIG)) {
            words.add("newest of each key");
        }
        Optional.ofNullable(configs.get(TopicConfig.RETENTION_MS_CONFIG)).ifPresent(millis -> words.add(time(millis)));
        Optional.ofNullable(configs.get(TopicConfig.RETENTION_BYTES_CONFIG))
                .ifPresent(bytes -> words.add("at most %d GiB a partition".formatted(Long.parseLong(bytes) >> 30)));
        return words.isEmpty() ? "by the broker's defaults" : String.join(", ", words);
    }

    private static String time(String millis) {
        var time = Duration.ofMillis(Long.parseLong(millis));
        if (time.isNegative()) {
            return "for ever";
        }
        return time.toDays() > 0 ? time.toDays() + " days" : time.toHours() + " h";
    }
}
