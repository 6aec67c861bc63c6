package dev.signalbox.ui.relays.tools;

import dev.signalbox.base.ForeignText;
import dev.signalbox.console.LeaseHolding;
import dev.signalbox.console.NextRows;
import dev.signalbox.console.PositionChange;
import dev.signalbox.console.PositionPlan;
import dev.signalbox.console.VerifyNews;
import dev.signalbox.relay.state.Position;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the tools have found out, in words. Any thread may ask. */
record ToolWords(Texts texts) {
  /** Of a row in a list. */
  private static final int LINE = 400;

  /** Of a row that is looked at. */
  private static final int BODY = 16_384;

  private static final int BODY_LINE = 4_096;
  private static final String POSITION_HEADER = "Sbx-Pos";
  private static final String SEPARATOR = " / ";

  /** A row in one line: where it is, and what it says. */
  String line(NextRows.Message message) {
    String at = message.headers().getOrDefault(POSITION_HEADER, "");
    int separator = at.indexOf(SEPARATOR);
    String id = separator < 0 ? at : at.substring(separator + SEPARATOR.length());
    return texts.get(
        "tools.preview.line",
        ForeignText.label(message.subject(), LINE),
        ForeignText.label(id, LINE),
        ForeignText.line(message.body(), LINE));
  }

  /** A row as a whole, as far as anybody reads it. */
  String whole(NextRows.Message message) {
    List<String> lines = new ArrayList<>();
    lines.add(ForeignText.line(message.subject(), LINE));
    message
        .headers()
        .forEach(
            (name, value) ->
                lines.add(ForeignText.line(name, LINE) + ": " + ForeignText.line(value, LINE)));
    lines.add(ForeignText.lines(message.body(), BODY_LINE, BODY));
    return String.join("\n", lines);
  }

  /** How many rows there are, behind which. */
  String summary(NextRows rows) {
    String after = position(rows.after());
    if (rows.messages().isEmpty()) {
      return texts.get("tools.preview.none", after);
    }
    return texts.get(
        rows.more() ? "tools.preview.more" : "tools.preview.all", rows.messages().size(), after);
  }

  String position(Optional<Position> position) {
    return position.map(Position::toString).orElse(texts.get("tools.beginning"));
  }

  /** What setting a position would mean. */
  String plan(PositionPlan plan) {
    List<String> lines = new ArrayList<>();
    lines.add(texts.get("tools.position.from", position(plan.from())));
    lines.add(texts.get("tools.position.to", position(plan.to())));
    lines.add(texts.get("tools.position.again", count(plan.again())));
    lines.add(texts.get("tools.position.passedOver", count(plan.passedOver())));
    if (plan.to().isPresent() && !plan.rowThere()) {
      lines.add(texts.get("tools.position.noRow"));
    }
    plan.obstacle().ifPresent(who -> lines.add(texts.get("tools.position.obstacle", who)));
    return String.join("\n", lines);
  }

  /** What confirming it does. */
  String effect(String relay, PositionPlan plan) {
    return texts.get(
        "tools.position.effect",
        relay,
        position(plan.to()),
        count(plan.again()),
        count(plan.passedOver()));
  }

  private String count(PositionPlan.Count count) {
    return texts.get(
        count.orMore() ? "tools.count.orMore" : "tools.count", Texts.number(count.rows()));
  }

  String history(List<PositionChange> changes, Instant now) {
    return changes.isEmpty()
        ? texts.get("tools.position.noHistory")
        : changes.stream()
            .map(
                change ->
                    texts.get(
                        "tools.position.change",
                        TimeText.moment(change.at(), now),
                        ForeignText.label(change.what(), LINE),
                        ForeignText.label(change.was(), LINE),
                        ForeignText.label(change.became(), LINE),
                        ForeignText.label(change.by(), LINE)))
            .collect(Collectors.joining("\n"));
  }

  String compared(VerifyNews.Compared so) {
    return texts.get("tools.verify.compared", so.rows(), so.upTo().toString());
  }

  String result(VerifyNews.Result result) {
    List<String> parts = new ArrayList<>();
    parts.add(
        texts.get(
            result.missing().isEmpty() ? "tools.verify.good" : "tools.verify.missing",
            result.rows(),
            result.missing().size(),
            position(result.upTo())));
    if (result.removed() > 0) {
      parts.add(texts.get("tools.verify.removed", result.removed()));
    }
    if (result.diverted() > 0) {
      parts.add(texts.get("tools.verify.diverted", result.diverted()));
    }
    if (!result.complete()) {
      parts.add(texts.get("tools.verify.incomplete"));
    }
    return String.join(" ", parts);
  }

  /** What storing the missing rows again means. */
  String storeAgain(String relay, VerifyNews.Result result) {
    return texts.get("tools.verify.effect", result.missing().size(), relay);
  }

  /** What the button that sets it will do. */
  String setEffect(String relay, PositionPlan plan) {
    return texts.get(
        "tools.position.set.effect",
        relay,
        position(plan.to()),
        count(plan.again()),
        count(plan.passedOver()));
  }

  String holding(LeaseHolding holding) {
    return holding
        .holder()
        .map(
            holder -> {
              String state =
                  holding.renewed()
                      ? "tools.lease.renewed"
                      : holding.live() ? "tools.lease.notRenewed" : "tools.lease.expired";
              return texts.get(state, holder);
            })
        .orElse(texts.get("tools.lease.free"));
  }

  /** What taking the lease away does. */
  String takeOver(String relay, LeaseHolding holding) {
    return texts.get(
        holding.renewed() ? "tools.lease.effectLive" : "tools.lease.effect",
        relay,
        holding.holder().orElse(""));
  }
}
