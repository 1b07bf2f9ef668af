package dev.limbeck.network.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.network.engine.TestedEngine;
import dev.limbeck.network.engine.TestedPart;
import org.junit.jupiter.api.Test;

/** The test of the engine on this machine, whatever it is. */
class SelfTestTest {
    @Test
    void whatThisMachineUsesWentThroughEveryPart() {
        var accepted = DjlNetworkRuntime.verdict(1).accepted().orElseThrow();

        assertThat(accepted.parts())
                .allMatch(TestedPart::ok)
                .extracting(TestedPart::name)
                .containsExactlyElementsOf(Specimens.byPart().keySet());
    }

    @Test
    void whatThisMachineMustNotUseIsFoundToBeWrongAgain() {
        var rejected = DjlNetworkRuntime.verdict(1).rejected();
        assumeThat(rejected)
                .as("instruction sets that are wrong on this machine")
                .isNotEmpty();

        var again = TestedEngine.probe(1).run(rejected.get(0).instructionSet());

        assertThat(again.isRight()).as("%s", again).isFalse();
    }
}
