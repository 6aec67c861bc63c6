package dev.signalbox.relay;

import io.nats.client.JetStream;
import io.nats.client.Message;
import io.nats.client.api.PublishAck;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;

/**
 * What a good programmer makes of the drivers' public calls in an afternoon: one thread reads
 * ahead, one publishes with at most 512 acknowledgements outstanding, one commits each page when
 * all of it is acknowledged. It has no fence, no lease, and no plan for failures.
 */
final class HandWrittenPipeline {
  private static final int WINDOW = 512;

  private record Sent(List<Message> page, CompletableFuture<Void> stored) {}

  private final JetStream stream;
  private final EventPages pages;
  private final IntConsumer recorded;
  private final BlockingQueue<List<Message>> read = new ArrayBlockingQueue<>(1);
  private final BlockingQueue<Sent> sent = new ArrayBlockingQueue<>(4);
  private final Semaphore window = new Semaphore(WINDOW);

  /**
   * Has done nothing yet.
   *
   * @param recorded told how many rows are, behind each page
   */
  HandWrittenPipeline(JetStream stream, EventPages pages, IntConsumer recorded) {
    this.stream = stream;
    this.pages = pages;
    this.recorded = recorded;
  }

  /** Relays the whole table. */
  void run() throws Exception {
    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
      Future<?> reader = threads.submit(this::read);
      Future<?> committer = threads.submit(this::commit);
      publish();
      reader.get();
      committer.get();
    }
  }

  private Void read() throws Exception {
    List<Message> page;
    do {
      page = pages.next();
      read.put(page);
    } while (!page.isEmpty());
    return null;
  }

  private void publish() throws Exception {
    List<Message> page;
    do {
      page = read.take();
      Queue<CompletableFuture<PublishAck>> answers = new ArrayDeque<>(page.size());
      for (Message message : page) {
        window.acquire();
        CompletableFuture<PublishAck> answer = stream.publishAsync(message);
        var _ = answer.whenComplete((_, _) -> window.release());
        answers.add(answer);
      }
      sent.put(
          new Sent(page, CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))));
    } while (!page.isEmpty());
  }

  private Void commit() throws Exception {
    int rows = 0;
    while (true) {
      Sent next = sent.take();
      if (next.page().isEmpty()) {
        return null;
      }
      next.stored().get();
      pages.commit(next.page());
      rows += next.page().size();
      recorded.accept(rows);
    }
  }
}
