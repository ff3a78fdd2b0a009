package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a crew shares out its work. */
class CrewTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final List<Integer> done = Collections.synchronizedList(new ArrayList<>());
  private final List<Throwable> broken = Collections.synchronizedList(new ArrayList<>());

  @Test
  void aCrewOfOneWorksInOrder() throws InterruptedException {
    Crew crew = new Crew("one", 1, broken::add);
    List<Integer> work = IntStream.range(0, 10_000).boxed().toList();
    work.forEach(number -> crew.begin(() -> done.add(number)));
    crew.close();
    assertThat(crew.ended(LONG)).isTrue();
    assertThat(done).isEqualTo(work);
  }

  @Test
  void workBeginsAtOnceAsLongAsTheCrewIsNotComplete() throws InterruptedException {
    Crew crew = new Crew("three", 3, broken::add);
    CountDownLatch allAtWork = new CountDownLatch(3);
    for (int i = 0; i < 3; i++) {
      crew.begin(
          () -> {
            allAtWork.countDown();
            await(allAtWork);
          });
    }
    allAtWork.await();
    crew.close();
    assertThat(crew.ended(LONG)).isTrue();
  }

  @Test
  void whatWaitsWhenItIsToldToEndIsDoneAndWhatComesLaterIsNot() throws InterruptedException {
    Crew crew = new Crew("two", 2, broken::add);
    CountDownLatch go = new CountDownLatch(1);
    for (int i = 0; i < 5; i++) {
      int number = i;
      crew.begin(
          () -> {
            await(go);
            done.add(number);
          });
    }
    crew.close();
    crew.begin(() -> done.add(99));
    go.countDown();
    assertThat(crew.ended(LONG)).isTrue();
    assertThat(done).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
  }

  @Test
  void workThatBreaksIsToldAndTheNextIsDone() throws InterruptedException {
    Crew crew = new Crew("one", 1, broken::add);
    crew.begin(
        () -> {
          throw new IllegalStateException("broken");
        });
    crew.begin(() -> done.add(1));
    crew.close();
    assertThat(crew.ended(LONG)).isTrue();
    assertThat(broken).hasSize(1);
    assertThat(done).containsExactly(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
