package dev.limbeck.evaluator.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.contract.lifecycle.RunOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderBookTest {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Duration now = Duration.ZERO;
    private final OrderBook book = new OrderBook(() -> now);

    private static RunOrder order(String id, int attempt) {
        return new RunOrder.Provision(id, attempt, "toy", 1);
    }

    private final List<Long> taken = new ArrayList<>();

    private void read(int partition, long offset, RunOrder order) {
        book.read(partition, offset, order, () -> taken.add(offset));
    }

    @Test
    void ordersComeAsTheyStandOnTheirPartition() throws InterruptedException {
        // Given
        read(0, 7, order("a", 1));
        read(0, 8, order("b", 1));
        // When
        var first = book.next();
        book.done(first);
        // Then
        assertThat(first.order().orderId()).isEqualTo("a");
        assertThat(book.next().order().orderId()).isEqualTo("b");
    }

    @Test
    void anOrderThatIsPutAsideDoesNotHoldUpOthersAndComesAgain() throws InterruptedException {
        // Given
        read(0, 7, order("a", 1));
        read(0, 8, order("b", 1));
        // When
        book.putAside(book.next(), PAUSE);
        var meanwhile = book.next();
        book.done(meanwhile);
        now = now.plus(PAUSE);
        var again = book.next();
        // Then
        assertThat(meanwhile.order().orderId()).isEqualTo("b");
        assertThat(again.order().orderId()).isEqualTo("a");
        assertThat(again.waits()).isEqualTo(1);
        assertThat(again.failures()).isZero();
    }

    @Test
    void anOrderThatFailedComesAgainAfterAPause() throws InterruptedException {
        // Given
        read(0, 7, order("a", 1));
        // When
        book.failed(book.next(), PAUSE);
        now = now.plus(PAUSE);
        // Then
        assertThat(book.next().failures()).isEqualTo(1);
        assertThat(taken).isEmpty();
    }

    @Test
    void anOrderIsTakenWhenItIsDone() throws InterruptedException {
        // Given
        read(0, 7, order("a", 1));
        read(0, 8, order("b", 1));
        // When
        var first = book.next();
        book.putAside(first, PAUSE);
        book.done(book.next());
        // Then
        assertThat(taken).containsExactly(8L);
        // When
        book.done(first);
        // Then
        assertThat(taken).containsExactly(8L, 7L);
    }

    @Test
    void aNewerAttemptTakesThePlaceOfTheOlder() throws InterruptedException {
        // Given
        read(0, 7, order("a", 1));
        // When
        read(0, 9, order("a", 2));
        // Then
        assertThat(book.size()).isEqualTo(1);
        assertThat(book.next().order().attempt()).isEqualTo(2);
        assertThat(taken).containsExactly(7L);
    }

    @Test
    void anOlderAttemptAfterTheNewerIsPassedOver() throws InterruptedException {
        // Given
        read(0, 9, order("a", 2));
        book.done(book.next());
        // When
        read(0, 10, order("a", 1));
        // Then
        assertThat(book.size()).isZero();
        assertThat(taken).containsExactly(9L, 10L);
    }

    @Test
    void theSameAttemptIsRepeated() throws InterruptedException {
        // Given
        read(0, 9, order("a", 1));
        book.done(book.next());
        // When
        read(0, 9, order("a", 1));
        // Then
        assertThat(book.size()).isEqualTo(1);
    }

    @Test
    void whatIsLostToAnotherReplicaIsForgottenWhileItIsWorkedOn() throws InterruptedException {
        // Given
        read(0, 7, order("a", 1));
        read(1, 3, order("b", 1));
        var atHand = book.next();
        // When
        book.lost(List.of(0));
        book.putAside(atHand, PAUSE);
        // Then
        book.done(atHand);
        assertThat(taken).isEmpty();
        assertThat(book.next().order().orderId()).isEqualTo("b");
    }

    @Test
    void anOrderThatIsReadAgainBeforeItIsDoneIsNotTaken() throws InterruptedException {
        // Given
        read(0, 7, order("a", 1));
        // When
        read(0, 7, order("a", 1));
        // Then
        assertThat(taken).isEmpty();
        assertThat(book.size()).isEqualTo(1);
        // When
        book.done(book.next());
        // Then
        assertThat(taken).containsExactly(7L);
    }
}
