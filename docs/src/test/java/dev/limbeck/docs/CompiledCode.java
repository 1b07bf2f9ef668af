package dev.limbeck.docs;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** All services and tools as they are compiled: annotations are read whether their types are on the class path or not. */
final class CompiledCode {
    private static final List<JavaClass> ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.limbeck").stream()
                    .toList();

    private CompiledCode() {}

    static List<JavaClass> classes(Predicate<JavaClass> which) {
        return ALL.stream().filter(which).toList();
    }

    /** Texts of this form in the code of these classes, those of constants included. */
    static Set<String> texts(Predicate<JavaClass> which, Predicate<String> form) {
        return classes(which).stream()
                .flatMap(type -> textsIn(type).stream())
                .filter(form)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> textsIn(JavaClass type) {
        var found = new TreeSet<String>();
        try (var bytes = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            new ClassReader(bytes).accept(new Texts(found), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return found;
    }

    private static final class Texts extends ClassVisitor {
        private final Set<String> found;

        Texts(Set<String> found) {
            super(Opcodes.ASM9);
            this.found = found;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitLdcInsn(Object constant) {
                    if (constant instanceof String text) {
                        found.add(text);
                    }
                }
            };
        }
    }
}
