package casfailover.agent;

import casfailover.keep.Reply;
import casfailover.keep.Reply.Outcome;
import casfailover.mail.MailState;
import casfailover.mail.Postman;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Tries all mail that waits because a person orders it. */
final class MailFlush {

  /** Shorter than whoever orders it waits: a mail server that hangs may take a minute. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Postman postman;

  MailFlush(Postman postman) {
    this.postman = postman;
  }

  CompletionStage<Reply> now() {
    return postman
        .flush()
        .thenApply(Optional::of)
        .completeOnTimeout(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(MailFlush::reply);
  }

  private static Reply reply(Optional<MailState> state) {
    if (state.isEmpty()) {
      return new Reply(
          Outcome.HELD, "the mail is still being tried; cas-event-handler status tells what waits");
    }
    return new Reply(state.get().allSent() ? Outcome.DONE : Outcome.FAILED, state.get().sentence());
  }
}
