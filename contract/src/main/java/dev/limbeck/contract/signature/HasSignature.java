package dev.limbeck.contract.signature;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limbeck.contract.task.Task;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A part of a declaration that has a signature, and writes it as it is declared. */
public interface HasSignature {
    @JsonIgnore
    Signature signature();

    @JsonProperty("input")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    default DeclaredSignature.@Nullable Only declaredInput() {
        return DeclaredSignature.of(signature()).input();
    }

    @JsonProperty("inputs")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    default @Nullable SortedMap<String, InputDeclaration> declaredInputs() {
        return DeclaredSignature.of(signature()).inputs();
    }

    @JsonProperty("task")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    default @Nullable Task declaredTask() {
        return DeclaredSignature.of(signature()).task();
    }
}
