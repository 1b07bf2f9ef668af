package dev.limbeck.network.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.network.UnusableNetworkException;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltinNetworksTest {
    private static final Signature INPUT = Signature.ofClasses(Shape.of(1, 12, 12), 10, Normalisation.of(127, 64));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "builtin:mlp-0",
                "builtin:mlp-8x0",
                "builtin:cnn-0",
                "builtin:cnn-4x0",
                "builtin:resnet-8x0",
            })
    void aNetworkWithoutWidthIsRefused(String network) {
        assertThatThrownBy(() -> BuiltinNetworks.author(network, INPUT, 7))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessage(network + " cannot be made: a width is 0, allowed is 1 or more");
    }

    @ParameterizedTest
    @CsvSource({
        "builtin:resent-8x4, builtin:resnet-8x4",
        "builtin:cn-8, builtin:cnn-8",
        "builtin:mpl-16x8, builtin:mlp-16x8",
    })
    void aSlipInANameIsAnsweredWithTheNameThatWasMeant(String written, String meant) {
        assertThatThrownBy(() -> BuiltinNetworks.author(written, INPUT, 7))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessageStartingWith(
                        written + " is no built-in network, did you mean " + meant + "?; allowed are builtin:mlp-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"builtin:transformer-8", "builtin:resnet-9x4", "builtin:"})
    void aNameLikeNoOtherIsAnsweredWithTheFormsThatThereAre(String written) {
        assertThatThrownBy(() -> BuiltinNetworks.author(written, INPUT, 7))
                .hasMessageStartingWith(written + " is no built-in network; allowed are builtin:mlp-");
    }

    /** Runs were declared with them, and go on with them. */
    @ParameterizedTest
    @CsvSource({
        "builtin:mlp-8, bb5c998f101fe3f280035801af6b1b471349fb1397e8c30dae78892c8c5cc3d3",
        "builtin:mlp-16x8, 98713a746d24f04c8d42b8c1e4cbe6a3bfb71781e503345e1b248fcc6dcde33b",
        "builtin:cnn-4x8, 7f74f3aed8296fa0a30a97e6f056556761313874e0a5cf84f52f21600eb574d6",
        "builtin:resnet-8x2, 8a3a782c704691396f9851ae0b4f7f0b7f05704d59bbebac1e3081fd05df5f4d",
    })
    void aNetworkOfOneImageIsTheBytesThatItWas(String network, String digest) {
        var image = Signature.ofClasses(Shape.of(1, 12, 12), 10, Normalisation.of(33, 78));

        assertThat(Sha256.hex(BuiltinNetworks.author(network, image, 7))).isEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"builtin:mlp-8", "builtin:cnn-4x8", "builtin:resnet-8x2"})
    void aNetworkIsTheSameBytesInEveryLanguage(String network) {
        byte[] here = BuiltinNetworks.author(network, INPUT, 7);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

            assertThat(BuiltinNetworks.author(network, INPUT, 7)).isEqualTo(here);
        } finally {
            Locale.setDefault(before);
        }
    }
}
