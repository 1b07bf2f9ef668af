package dev.limbeck.contract.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.lang.reflect.Executable;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has a document refused that lacks something. It may lack what says so by its type (an {@code Optional}, or
 * {@code @Nullable}), a {@code double}, which then is no number, and what has a default of its own by
 * {@link JsonSetter}, as of before it was written.
 */
final class WhatIsNotThere extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1;
    private static final JsonSetter.Value REFUSED = JsonSetter.Value.forValueNulls(Nulls.FAIL);
    private static final Set<Class<?>> SAY_SO =
            Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class, double.class);

    @Override
    public JsonSetter.Value findSetterInfo(Annotated component) {
        return component instanceof AnnotatedParameter parameter
                        && parameter.getDeclaringClass().getName().startsWith("dev.limbeck.")
                        && !SAY_SO.contains(parameter.getRawType())
                        && !isNullable(parameter)
                ? REFUSED
                : JsonSetter.Value.empty();
    }

    private static boolean isNullable(AnnotatedParameter parameter) {
        return parameter.getOwner().getAnnotated() instanceof Executable maker
                && maker.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(Nullable.class);
    }
}
