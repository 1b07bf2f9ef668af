package dev.limbeck.contract.run;

import static dev.limbeck.contract.field.InvalidField.orElse;
import static dev.limbeck.contract.field.InvalidField.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a student minimises: {@code w·soft + (1−w)·hard}, mean over the mini-batch; an example without a hard label has the
 * first term alone. Of classes that is {@code w·T²·KL(softmax(t/T) ‖ softmax(s/T)) + (1−w)·CE(s, y)} (Hinton, Vinyals, Dean
 * 2015, arXiv:1503.02531); what it is of another task the network says that is trained.
 *
 * @param softTargetWeight <i>w</i>, in [0, 1]; 0 is the control arm, which never looks at the teacher
 * @param temperature <i>T</i>, above 0; of a run that is declared now, from 0.000001 on. Without effect where a task has
 *     none
 */
public record ObjectiveSpec(double softTargetWeight, double temperature) {
    public static final ObjectiveSpec DEFAULT = new ObjectiveSpec(0.9, 4);

    public ObjectiveSpec {
        require(softTargetWeight >= 0 && softTargetWeight <= 1, "softTargetWeight", softTargetWeight, "0 to 1");
        require(temperature > 0 && temperature <= 1000, "temperature", temperature, "above 0, at most 1000");
    }

    @JsonCreator
    static ObjectiveSpec of(
            @JsonProperty("softTargetWeight") @Nullable Double softTargetWeight,
            @JsonProperty("temperature") @Nullable Double temperature) {
        return new ObjectiveSpec(
                orElse(softTargetWeight, DEFAULT.softTargetWeight), orElse(temperature, DEFAULT.temperature));
    }
}
