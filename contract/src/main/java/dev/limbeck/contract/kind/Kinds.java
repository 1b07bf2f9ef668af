package dev.limbeck.contract.kind;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What follows from each kind of a sealed type. A class that has one cannot be loaded when a kind is not said, so that
 * none is dropped in silence; a {@code switch} over patterns will say the same by the compiler.
 *
 * @param <S> the sealed type
 * @param <R> what follows
 */
public final class Kinds<S, R> {
    private final Class<S> sealedType;
    private final Map<Class<?>, Function<S, R>> cases;

    private Kinds(Class<S> sealedType, Map<Class<?>, Function<S, R>> cases) {
        this.sealedType = sealedType;
        this.cases = Map.copyOf(cases);
    }

    /** Begins to say what follows; {@link Cases#all()} ends it. */
    public static <S, R> Cases<S, R> of(Class<S> sealedType) {
        return new Cases<>(sealedType);
    }

    /** What follows from a value, by its kind. */
    public R of(S value) {
        var then = cases.get(value.getClass());
        if (then == null) {
            throw new IllegalArgumentException("%s is no %s".formatted(value.getClass(), sealedType.getSimpleName()));
        }
        return then.apply(value);
    }

    /** The kinds that are said so far. */
    public static final class Cases<S, R> {
        private final Class<S> sealedType;
        private final Map<Class<?>, Function<S, R>> cases = new HashMap<>();

        private Cases(Class<S> sealedType) {
            this.sealedType = sealedType;
        }

        public <K extends S> Cases<S, R> when(Class<K> kind, Function<? super K, ? extends R> then) {
            if (cases.put(kind, value -> then.apply(kind.cast(value))) != null) {
                throw new IllegalStateException("%s is said twice".formatted(kind.getSimpleName()));
            }
            return this;
        }

        /** @throws IllegalStateException naming the kinds of the sealed type that are not said */
        public Kinds<S, R> all() {
            String missing = leaves(sealedType)
                    .filter(kind -> !cases.containsKey(kind))
                    .map(Class::getSimpleName)
                    .sorted()
                    .collect(joining(", "));
            if (!missing.isEmpty()) {
                throw new IllegalStateException(
                        "of %s nothing is said of: %s".formatted(sealedType.getSimpleName(), missing));
            }
            return new Kinds<>(sealedType, cases);
        }

        /** What values can be of. */
        private static Stream<Class<?>> leaves(Class<?> type) {
            if (!type.isSealed()) {
                return Stream.of(type);
            }
            var below = Stream.of(type.getPermittedSubclasses()).flatMap(Cases::leaves);
            return Modifier.isAbstract(type.getModifiers()) ? below : Stream.concat(Stream.of(type), below);
        }
    }
}
