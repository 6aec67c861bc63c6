package dev.signalbox.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Tells the stories of a shop's orders: some cases are open at any time, each goes through its own
 * lifecycle step by step, and a new case is opened for each that ends.
 *
 * <p>Threading: used by one thread at a time.
 */
final class CaseLifecycles {
  private static final List<List<String>> LIFECYCLES =
      List.of(
          List.of(
              "ORDER_RECEIVED",
              "PAYMENT_AUTHORISED",
              "STOCK_RESERVED",
              "PARCEL_PACKED",
              "PARCEL_SHIPPED",
              "PARCEL_DELIVERED",
              "CASE_CLOSED"),
          List.of(
              "ORDER_RECEIVED",
              "PAYMENT_DECLINED",
              "PAYMENT_AUTHORISED",
              "STOCK_RESERVED",
              "PARCEL_PACKED",
              "PARCEL_SHIPPED",
              "PARCEL_DELIVERED",
              "CASE_CLOSED"),
          List.of("ORDER_RECEIVED", "PAYMENT_DECLINED", "ORDER_CANCELLED", "CASE_CLOSED"),
          List.of(
              "ORDER_RECEIVED",
              "PAYMENT_AUTHORISED",
              "STOCK_MISSING",
              "ORDER_CANCELLED",
              "PAYMENT_REFUNDED",
              "CASE_CLOSED"));

  private static final List<String> CARRIERS = List.of("North Line", "Coastal", "Swift & Sons");
  private static final List<String> METHODS = List.of("card", "transfer", "invoice");
  private static final int OPEN_CASES = 12;
  private static final int FIRST_CASE = 4_711;

  private final RandomGenerator random;
  private final List<OpenCase> open = new ArrayList<>();
  private int nextCase = FIRST_CASE;

  CaseLifecycles(RandomGenerator random) {
    this.random = random;
  }

  private record OpenCase(String id, long cents, int items, List<String> remaining) {}

  /** The next step of a randomly chosen case. */
  CaseEvent next() {
    while (open.size() < OPEN_CASES) {
      open.add(openCase());
    }
    int index = random.nextInt(open.size());
    OpenCase chosen = open.get(index);
    List<String> later = chosen.remaining.subList(1, chosen.remaining.size());
    if (later.isEmpty()) {
      open.remove(index);
    } else {
      open.set(index, new OpenCase(chosen.id, chosen.cents, chosen.items, later));
    }
    String type = chosen.remaining.getFirst();
    return new CaseEvent(chosen.id, type, data(chosen, type));
  }

  private OpenCase openCase() {
    String id = String.format(Locale.ROOT, "CASE-%06d", nextCase++);
    return new OpenCase(id, random.nextLong(500, 50_000), random.nextInt(1, 9), choose(LIFECYCLES));
  }

  private String data(OpenCase of, String type) {
    String amount = String.format(Locale.ROOT, "%d.%02d", of.cents / 100, of.cents % 100);
    return switch (type.substring(0, type.indexOf('_'))) {
      case "ORDER" ->
          "{\"items\":%d,\"amount\":\"%s\",\"currency\":\"EUR\"}".formatted(of.items, amount);
      case "PAYMENT" ->
          "{\"amount\":\"%s\",\"currency\":\"EUR\",\"method\":\"%s\"}"
              .formatted(amount, choose(METHODS));
      case "PARCEL" ->
          "{\"carrier\":\"%s\",\"parcel\":\"P%08d\"}"
              .formatted(choose(CARRIERS), random.nextInt(100_000_000));
      default -> "{\"items\":%d}".formatted(of.items);
    };
  }

  private <T> T choose(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
