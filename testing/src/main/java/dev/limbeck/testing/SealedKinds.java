package dev.limbeck.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static java.util.stream.Collectors.joining;

import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What holds of sealed types in every module, so that a new kind of one is dropped nowhere in silence. */
public final class SealedKinds {
    private static final String KINDS = "dev.limbeck.contract.kind.Kinds";

    /**
     * Whether a value is of one kind may be asked; who tells several kinds apart says what follows from all of them, by
     * {@value #KINDS}.
     */
    @ArchTest
    public static final ArchRule ARE_TOLD_APART_BY_KINDS = codeUnits()
            .should(tellNoKindsApart())
            .as("kinds of a sealed type should be told apart by Kinds, which cannot leave one out")
            .allowEmptyShould(true);

    /** Loads every class that has such a dispatch: one that leaves out a kind fails to. */
    @ArchTest
    public static final ArchRule ARE_ALL_SAID = classes()
            .should(load())
            .as("every dispatch on kinds should say all of them")
            .allowEmptyShould(true);

    private SealedKinds() {}

    private static ArchCondition<JavaCodeUnit> tellNoKindsApart() {
        return new ArchCondition<>("tell no kinds apart by instanceof") {
            @Override
            public void check(JavaCodeUnit code, ConditionEvents events) {
                Map<String, Set<String>> asked = new TreeMap<>();
                for (InstanceofCheck check : code.getInstanceofChecks()) {
                    sealedAbove(check.getRawType())
                            .forEach(above -> asked.computeIfAbsent(above, any -> new TreeSet<>())
                                    .add(check.getRawType().getName()));
                }
                asked.forEach((above, kinds) -> events.add(new SimpleConditionEvent(
                        code,
                        kinds.size() < 2,
                        "%s tells kinds of %s apart: %s"
                                .formatted(
                                        code.getFullName(),
                                        above,
                                        kinds.stream().collect(joining(", "))))));
            }
        };
    }

    /** Names of the sealed types of ours that a type is a kind of. */
    private static Stream<String> sealedAbove(JavaClass type) {
        if (!type.getPackageName().startsWith("dev.limbeck")) {
            return Stream.empty();
        }
        Class<?> kind = type.reflect();
        return Stream.concat(Stream.of(kind.getInterfaces()), Stream.ofNullable(kind.getSuperclass()))
                .filter(Class::isSealed)
                .map(Class::getName);
    }

    private static ArchCondition<JavaClass> load() {
        return new ArchCondition<>("load") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean dispatches = type.getFields().stream()
                        .anyMatch(field -> field.getModifiers().contains(JavaModifier.STATIC)
                                && field.getRawType().getName().equals(KINDS));
                if (!dispatches) {
                    return;
                }
                try {
                    Class.forName(type.getName(), true, SealedKinds.class.getClassLoader());
                    events.add(SimpleConditionEvent.satisfied(type, type.getName() + " says all kinds"));
                } catch (ExceptionInInitializerError incomplete) {
                    events.add(SimpleConditionEvent.violated(
                            type, "%s does not load: %s".formatted(type.getName(), incomplete.getCause())));
                } catch (ClassNotFoundException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }
}
