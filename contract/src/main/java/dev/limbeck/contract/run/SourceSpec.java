package dev.limbeck.contract.run;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.present;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limbeck.contract.field.InvalidField;
import dev.limbeck.contract.topic.RunTopics;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where production records come from.
 *
 * @param topic the user's own topic
 * @param format how records are encoded: {@code limbeck}, the protobuf of this contract
 * @param partitions how many to create the topic with, where it does not exist
 */
public record SourceSpec(String topic, String format, int partitions) {
    public static final String LIMBECK_FORMAT = "limbeck";
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    public SourceSpec {
        require(TOPIC.matcher(topic).matches(), "topic", topic, "1 to 249 letters, digits, dots, underscores, hyphens");
        require(
                !topic.startsWith(RunTopics.PREFIX) && !topic.equals(".") && !topic.equals(".."),
                "topic",
                topic,
                "a topic of your own: those that begin with " + RunTopics.PREFIX + " are written by Limbeck");
        require(LIMBECK_FORMAT.equals(format), "format", format, LIMBECK_FORMAT);
        require(partitions >= 1 && partitions <= 1000, "partitions", partitions, "1 to 1000");
    }

    /**
     * Asked of what is declared; runs that were before this was asked are read as they are.
     *
     * @throws InvalidField when the topic is one that only Limbeck or the broker itself writes
     */
    public void requireOfOthers() {
        require(
                !RunTopics.isInternal(topic),
                "topic",
                topic,
                "a topic of your own: this one is written by Limbeck or by the broker itself");
    }

    @JsonCreator
    static SourceSpec of(
            @JsonProperty("topic") @Nullable String topic,
            @JsonProperty("format") @Nullable String format,
            @JsonProperty("partitions") @Nullable Integer partitions) {
        return new SourceSpec(
                present(topic, "topic", "a topic name"), orElse(format, LIMBECK_FORMAT), orElse(partitions, 2));
    }
}
