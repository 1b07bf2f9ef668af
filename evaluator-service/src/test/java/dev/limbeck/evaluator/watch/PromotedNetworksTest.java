package dev.limbeck.evaluator.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.lifecycle.Champion;
import dev.limbeck.contract.status.WatchStatus.Role;
import dev.limbeck.evaluator.Examples;
import dev.limbeck.evaluator.Orders;
import dev.limbeck.evaluator.TextNetworks;
import dev.limbeck.evaluator.TextStore;
import dev.limbeck.evaluator.promotion.Champions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotedNetworksTest {
    @TempDir
    private Path root;

    private final TextNetworks runtime = new TextNetworks();
    private TextStore store;
    private Champions champions;
    private PromotedNetworks networks;

    @BeforeEach
    void begin() throws Exception {
        store = new TextStore(root);
        champions = new Champions(store.layout, runtime);
        networks = new PromotedNetworks(champions, TextStore.RUN.spec().signature());
    }

    /** @param right of ten */
    private Champion promoted(long step, String right) throws Exception {
        var order = Orders.promote(store.checkpoint("small", step, right));
        assertThat(champions.promote(order, TextStore.RUN.spec())).isEmpty();
        return Orders.champion(order.candidate(), order.report().candidate(), champions.locationOf(order));
    }

    private int answers() {
        return networks.outputs(List.of(Examples.input(0))).size();
    }

    @Test
    void opensEachNetworkOnceAndOnlyAsLongAsItIsWatched() throws Exception {
        // Given
        var first = promoted(1, "5");
        var second = promoted(2, "9");
        int before = runtime.opened;
        // When
        networks.follow(new Watched(Map.of(Role.CHAMPION, first, Role.FROZEN, first), true));
        networks.follow(new Watched(Map.of(Role.CHAMPION, second, Role.PREVIOUS, first, Role.FROZEN, first), true));
        networks.follow(new Watched(Map.of(Role.CHAMPION, second, Role.PREVIOUS, first, Role.FROZEN, first), true));
        // Then
        assertThat(runtime.opened - before).isEqualTo(2);
        assertThat(networks.outputs(List.of(Examples.input(0))))
                .containsOnlyKeys(first.checkpointDigest(), second.checkpointDigest());
        // When
        networks.follow(Watched.NOBODY);
        // Then
        assertThat(answers()).isZero();
    }

    @Test
    void leavesOutOneWhoseFolderIsDamaged() throws Exception {
        // Given
        var whole = promoted(1, "5");
        var damaged = promoted(2, "9");
        Files.writeString(champions.network(damaged), "other bytes");
        // When
        networks.follow(new Watched(Map.of(Role.CHAMPION, damaged, Role.FROZEN, whole), true));
        // Then
        assertThat(networks.outputs(List.of(Examples.input(0)))).containsOnlyKeys(whole.checkpointDigest());
    }
}
