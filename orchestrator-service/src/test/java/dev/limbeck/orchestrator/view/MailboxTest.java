package dev.limbeck.orchestrator.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limbeck.orchestrator.view.Change.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private final Mailbox mailbox = new Mailbox(3);

    @Test
    void tellsInTheOrderInWhichSubjectsFirstChanged() {
        // Given
        mailbox.deliver(change("a", 1));
        mailbox.deliver(change("b", 1));
        mailbox.deliver(change("a", 2));
        // When
        var told = take(2);
        // Then
        assertThat(told).containsExactly(change("a", 2), change("b", 1));
    }

    @Test
    void tellsWhoeverWaitsAtOnce() {
        // Given
        var answer = mailbox.next(PATIENT);
        // When
        mailbox.deliver(change("a", 1));
        // Then
        assertThat(answer.toCompletableFuture()).isCompletedWithValue(Optional.of(change("a", 1)));
    }

    @Test
    void doesNotLetWhatWasCurrentReplaceWhatCameInSince() {
        // Given
        mailbox.deliver(change("a", 2));
        // When
        mailbox.begin(change("a", 1));
        mailbox.begin(change("b", 1));
        // Then
        assertThat(take(2)).containsExactly(change("a", 2), change("b", 1));
    }

    @Test
    void answersNothingWhenPatienceEndsAndLosesNothingByIt() {
        // Given
        var impatient = mailbox.next(Duration.ZERO).toCompletableFuture();
        assertThat(impatient.join()).isEmpty();
        // When
        mailbox.deliver(change("a", 1));
        // Then
        assertThat(mailbox.isClosed()).isFalse();
        assertThat(take(1)).containsExactly(change("a", 1));
    }

    @Test
    void letsGoWhoIsTooSlow() {
        // Given
        for (int subject = 1; subject <= 3; subject++) {
            mailbox.deliver(change("subject-" + subject, 1));
        }
        assertThat(mailbox.isClosed()).isFalse();
        // When
        mailbox.deliver(change("one-more", 1));
        // Then
        assertThat(mailbox.isClosed()).isTrue();
        assertThat(mailbox.next(PATIENT).toCompletableFuture()).isCompletedWithValue(Optional.empty());
    }

    @Test
    void tellsWhoeverWaitsThatItIsOver() {
        // Given
        var answer = mailbox.next(PATIENT);
        // When
        mailbox.close();
        // Then
        assertThat(answer.toCompletableFuture()).isCompletedWithValue(Optional.empty());
    }

    private List<Change> take(int count) {
        var told = new ArrayList<Change>();
        for (int i = 0; i < count; i++) {
            CompletionStage<Optional<Change>> next = mailbox.next(PATIENT);
            told.add(next.toCompletableFuture().join().orElseThrow());
        }
        return told;
    }

    private static Change change(String subject, int version) {
        return new Change(Kind.RUN, "run", subject, String.valueOf(version));
    }
}
