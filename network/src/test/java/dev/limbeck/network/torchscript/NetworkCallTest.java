package dev.limbeck.network.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limbeck.contract.record.ElementType;
import dev.limbeck.contract.record.Shape;
import dev.limbeck.contract.run.ObjectiveSpec;
import dev.limbeck.contract.signature.DeclaredShape;
import dev.limbeck.contract.signature.InputDeclaration;
import dev.limbeck.contract.signature.Normalisation;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.task.Classification;
import dev.limbeck.network.UnusableNetworkException;
import dev.limbeck.network.objective.Objective;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The forward is found in an archive's code, as torch.jit.save writes it. */
class NetworkCallTest {
    private static final InputDeclaration QUANTITIES = new InputDeclaration(Shape.of(3), Normalisation.of(5, 2));
    private static final InputDeclaration IDS =
            new InputDeclaration(Optional.of(ElementType.I64), Shape.of(4), OptionalInt.of(9), Normalisation.NONE);
    private static final Signature SEVERAL = signature(Map.of("ids", IDS, "x", QUANTITIES));

    private static final String CODE = """
            class Other(Module):
              def forward(self: __torch__.nets.Other,
                wrong: Tensor) -> Tensor:
                return wrong
            class Mine(Module):
              __parameters__ = []
              def scaled(s: __torch__.nets.Mine,
                y: Tensor) -> Tensor:
                return y
              def forward(s: __torch__.nets.Mine,
                x: Tensor,
                ids: Tensor,
                sizes: Optional[Dict[str, int]]=None,
                scale: float=1.0) -> %s:
                return x
            def forward(free: Tensor) -> Tensor:
              return free
            """;

    @Test
    void inputsAreTakenInTheOrderOfTheForwardAndGivenByName() {
        var call = NetworkCall.of(archive("Tensor"), SEVERAL);

        assertThat(call.order()).containsExactly("x", "ids");
        assertThat(call.variables()).isEqualTo("inputs_0, mean_0, std_0, inputs_1");
        assertThat(call.lines())
                .contains(
                        "normalised_0 = torch.div_(torch.to(inputs_0, 6) - mean_0, std_0)",
                        "return (self.network).forward(x=normalised_0, ids=inputs_1, )");
    }

    @Test
    void theTypeOfTheResultSaysWhereTheLogitsAre() {
        assertThat(NetworkCall.of(archive("Tuple[Tensor, List[Tensor]]"), SEVERAL)
                        .lines())
                .endsWith("return given[0]");
        assertThat(NetworkCall.of(archive("Dict[str, Tensor]"), SEVERAL).lines())
                .endsWith("return given[\"logits\"]");
    }

    @Test
    void everyPlaceOfTheScriptIsFilledForSeveralInputs() {
        var program =
                StepProgram.of(Objective.ofClasses(ObjectiveSpec.DEFAULT), NetworkCall.of(archive("Tensor"), SEVERAL));

        assertThat(program.source())
                .contains("student_logits = self.logits(inputs_0, mean_0, std_0, inputs_1)")
                .doesNotContainPattern("\\b(INPUTS|FORWARD)\\b");
    }

    @Test
    void anInputWithoutAnArgumentIsRefused() {
        assertThatThrownBy(() -> NetworkCall.of(archive("Tensor"), signature(Map.of("x", QUANTITIES, "y", QUANTITIES))))
                .isInstanceOf(UnusableNetworkException.class)
                .hasMessage("has a forward that takes x, ids, sizes, scale, and the declared inputs are x, y; "
                        + "give inputs the names of its arguments");
    }

    @Test
    void aForwardThatCannotBeReadIsNoMatterForAnOnlyInput() {
        var archive = new TorchScriptArchive(Map.of(TorchScriptArchive.OBJECTS, objects()));

        assertThat(NetworkCall.of(archive, signature(Map.of("x", QUANTITIES))).lines())
                .endsWith("return (self.network).forward(normalised, )");
        assertThatThrownBy(() -> NetworkCall.of(archive, SEVERAL))
                .hasMessageStartingWith(
                        "has no forward whose arguments can be read, so nobody knows which is which of ids, x");
    }

    @Test
    void anArgumentWithTheNameOfAnotherAndMaskIsToldWhereRecordsOfItEnd() {
        var ids = varying(ElementType.I64, 9);
        var archive = archive("Tensor", "ids: Tensor,\n    ids_mask: Optional[Tensor]=None");
        var call = NetworkCall.of(archive, signature(Map.of("ids", ids, "x", QUANTITIES)));

        assertThat(call.takesMask("ids")).isTrue();
        assertThat(call.takesMask("x")).isFalse();
        assertThat(call.order()).containsExactly("x", "ids");
        assertThat(call.variables()).isEqualTo("inputs_0, mean_0, std_0, inputs_1, mask_1");
        assertThat(call.lines())
                .endsWith("return (self.network).forward(x=normalised_0, ids=inputs_1, ids_mask=mask_1, )");
    }

    @Test
    void whereNothingVariesThereIsNothingToTell() {
        var archive = archive("Tensor", "ids: Tensor,\n    ids_mask: Optional[Tensor]=None");

        assertThat(NetworkCall.of(archive, SEVERAL).takesMask()).isFalse();
        assertThatThrownBy(() -> NetworkCall.of(archive("Tensor", "ids: Tensor,\n    ids_mask: Tensor"), SEVERAL))
                .hasMessageContaining("has a forward that takes x, ids, ids_mask, sizes, scale");
    }

    @Test
    void aMaskThatIsDeclaredComesWithTheRecords() {
        var archive = archive("Tensor", "ids: Tensor,\n    ids_mask: Tensor");
        var call = NetworkCall.of(
                archive,
                signature(Map.of(
                        "ids", varying(ElementType.I64, 9), "ids_mask", varying(ElementType.I64, 2), "x", QUANTITIES)));

        assertThat(call.takesMask()).isFalse();
        assertThat(call.order()).containsExactly("x", "ids", "ids_mask");
    }

    @Test
    void theMaskOfAnOnlyInputIsCalledAsItsArgumentIs() {
        var archive = archive("Tensor", "x_mask: Tensor");
        var call = NetworkCall.of(archive, signature(Map.of("tokens", varying(ElementType.I64, 9))));

        assertThat(call.takesMask("tokens")).isTrue();
        assertThat(call.variables()).isEqualTo("inputs, mask");
        assertThat(call.lines()).endsWith("return (self.network).forward(x=inputs, x_mask=mask, )");
    }

    private static InputDeclaration varying(ElementType type, int categories) {
        return new InputDeclaration(
                Optional.of(type),
                DeclaredShape.read(List.of("<=4")),
                OptionalInt.of(categories),
                0,
                Normalisation.NONE);
    }

    private static TorchScriptArchive archive(String result) {
        return archive(result, "ids: Tensor");
    }

    private static TorchScriptArchive archive(String result, String arguments) {
        return new TorchScriptArchive(Map.of(
                TorchScriptArchive.OBJECTS,
                objects(),
                "code/__torch__/nets.py",
                CODE.formatted(result).replace("ids: Tensor", arguments).getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] objects() {
        return new PickleWriter()
                .global("__torch__.nets", "Mine")
                .newObject()
                .emptyDictionary()
                .build()
                .finish();
    }

    private static Signature signature(Map<String, InputDeclaration> inputs) {
        return new Signature(new TreeMap<>(inputs), new Classification(2));
    }
}
