package dev.limbeck.contract.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What happened to a run. Later releases may tell of other kinds, so a reader passes over what it does not know. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = RunEvent.OfUnknownKind.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = TeacherPublished.class, name = "teacherPublished"),
    @JsonSubTypes.Type(value = ExamplesGone.class, name = "examplesGone")
})
public sealed interface RunEvent permits TeacherPublished, ExamplesGone, RunEvent.OfUnknownKind {
    String run();

    /** Only ever read. */
    record OfUnknownKind(String run) implements RunEvent {}
}
