package dev.signalbox.ui.relays.tools;

import java.util.List;

/** All tools of one relay, each in a pane of its page. */
public final class RelayToolbox {
  /** What they are called: in the keys of their texts, and in the names of their panes. */
  public static final List<String> TOOLS = List.of("preview", "verify", "position", "lease");

  private final PreviewController preview;
  private final VerifyController verify;
  private final PositionController position;
  private final LeaseController lease;

  /** Asks nothing yet. */
  public RelayToolbox(ToolDesk desk) {
    this.preview = new PreviewController(desk);
    this.position = new PositionController(desk);
    this.verify = new VerifyController(desk);
    this.lease = new LeaseController(desk);
  }

  /** The controllers of their views. */
  public List<Object> controllers() {
    return List.of(preview, verify, position, lease);
  }

  /** Something around the relay has changed, such as that it stopped or that Start is armed. */
  public void refresh() {
    verify.refresh();
    position.refresh();
    lease.refresh();
  }

  /** They are not shown any more: what they are at is called off. */
  public void close() {
    preview.close();
    verify.close();
    position.close();
    lease.close();
  }
}
