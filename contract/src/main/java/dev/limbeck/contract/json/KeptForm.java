package dev.limbeck.contract.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Kept} says of a kind of document.
 *
 * @param earlier what brings each earlier version to the next, the first first
 */
record KeptForm(String name, int version, String key, List<EarlierForm> earlier) {
    private static final int FIRST = 1;

    private static final ClassValue<Optional<KeptForm>> KNOWN = new ClassValue<>() {
        @Override
        protected Optional<KeptForm> computeValue(Class<?> type) {
            return marks(type).findFirst().map(KeptForm::of);
        }
    };

    KeptForm {
        earlier = List.copyOf(earlier);
        if (earlier.size() != version - FIRST) {
            throw new IllegalStateException("%s is written in version %d, and %d earlier ones are brought to the next"
                    .formatted(name, version, earlier.size()));
        }
    }

    /** The form of a document of this type, or of the sealed type that it is a kind of; empty where it is not kept. */
    static Optional<KeptForm> of(Class<?> type) {
        return KNOWN.get(type);
    }

    private static Stream<Kept> marks(Class<?> type) {
        return Stream.concat(
                Stream.ofNullable(type.getAnnotation(Kept.class)),
                Stream.of(type.getInterfaces()).flatMap(KeptForm::marks));
    }

    private static KeptForm of(Kept mark) {
        var earlier = new ArrayList<EarlierForm>();
        for (Class<? extends EarlierForm> form : mark.earlier()) {
            try {
                Constructor<? extends EarlierForm> constructor = form.getDeclaredConstructor();
                constructor.setAccessible(true);
                earlier.add(constructor.newInstance());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(form + " cannot be made", e);
            }
        }
        return new KeptForm(mark.value(), mark.version(), mark.key(), earlier);
    }

    /** The document with its version first. */
    ObjectNode versioned(ObjectNode document) {
        if (document.has(key) && document.path(key).asInt() != version) {
            throw new IllegalStateException("%s has %s for something else".formatted(name, key));
        }
        return JsonNodeFactory.instance.objectNode().put(key, version).setAll(document);
    }

    /**
     * The document in the present form.
     *
     * @throws UnknownVersionException when it is of a version that is not known here
     * @throws DocumentFormException when it is not of the one that it says
     */
    ObjectNode present(@Nullable JsonNode document) throws JsonProcessingException {
        if (!(document instanceof ObjectNode present)) {
            throw new DocumentFormException("%s is an object in JSON, this is none".formatted(name));
        }
        int from = versionOf(present);
        try {
            for (EarlierForm form : earlier.subList(from - FIRST, earlier.size())) {
                present = form.next(present);
            }
        } catch (RuntimeException unlike) {
            throw new DocumentFormException("it is not %s of %s %d: %s".formatted(name, key, from, unlike), unlike);
        }
        return from == version ? present : present.put(key, version);
    }

    private int versionOf(ObjectNode document) {
        var said = document.path(key);
        if (said.isMissingNode()) {
            return FIRST;
        }
        if (!said.isInt() || said.intValue() < FIRST || said.intValue() > version) {
            throw new UnknownVersionException("%s of %s is %s, and %s here: a later release may have written it"
                    .formatted(key, name, said, version == FIRST ? "1 is read" : "1 to " + version + " are read"));
        }
        return said.intValue();
    }
}
