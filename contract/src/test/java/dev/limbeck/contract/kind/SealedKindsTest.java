package dev.limbeck.contract.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.limbeck.testing.SealedKinds;
import org.junit.jupiter.api.Test;

class SealedKindsTest {
    private static final JavaClasses CONTRACT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.limbeck.contract");

    sealed interface Letter {}

    record Vowel() implements Letter {}

    record Consonant() implements Letter {}

    /** Added to the sealed type, and to nothing else. */
    record Planted() implements Letter {}

    static final class TellsApartByHand {
        static String of(Letter letter) {
            if (letter instanceof Vowel) {
                return "a";
            }
            return letter instanceof Consonant ? "b" : "";
        }

        static boolean asksForOne(Letter letter) {
            return letter instanceof Vowel;
        }
    }

    static final class LeavesOneOut {
        static final Kinds<Letter, String> KINDS = Kinds.<Letter, String>of(Letter.class)
                .when(Vowel.class, vowel -> "a")
                .when(Consonant.class, consonant -> "b")
                .all();
    }

    @Test
    void theContractDropsNoKind() {
        SealedKinds.ARE_TOLD_APART_BY_KINDS.check(CONTRACT);
        SealedKinds.ARE_ALL_SAID.check(CONTRACT);
    }

    @Test
    void whoTellsKindsApartByHandIsNamed() {
        // When
        var found = SealedKinds.ARE_TOLD_APART_BY_KINDS.evaluate(
                new ClassFileImporter().importClasses(TellsApartByHand.class));
        // Then
        assertThat(found.getFailureReport().getDetails())
                .singleElement()
                .asString()
                .contains("TellsApartByHand.of", "Vowel", "Consonant");
    }

    @Test
    void aPlantedKindFailsWhoDispatchesWithoutIt() {
        // When
        var found = SealedKinds.ARE_ALL_SAID.evaluate(new ClassFileImporter().importClasses(LeavesOneOut.class));
        // Then
        assertThat(found.getFailureReport().getDetails())
                .singleElement()
                .asString()
                .contains("LeavesOneOut", "of Letter nothing is said of: Planted");
    }
}
