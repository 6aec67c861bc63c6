package dev.signalbox.sandbox;

import dev.signalbox.connection.Endpoint;
import dev.signalbox.connection.EndpointKind;
import dev.signalbox.sandbox.oracle.Misbehaviour;
import dev.signalbox.sandbox.oracle.OracleStandIn;
import dev.signalbox.sandbox.oracle.Phase;
import dev.signalbox.ui.RowAction;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/**
 * A control in Oracle's row that makes the stand-in fall silent and answer again, so that a
 * connection can be seen to go stale and a connect be cancelled.
 */
final class RehearseSilence implements RowAction {
  /** Everything that gets an answer; TCP itself goes on, as with a server whose process hangs. */
  private static final Set<Phase> ANSWERED = EnumSet.range(Phase.CONNECT, Phase.LOGOFF);

  private final Optional<OracleStandIn> oracle;

  RehearseSilence(Optional<OracleStandIn> oracle) {
    this.oracle = oracle;
  }

  @Override
  public Optional<Node> create(Endpoint endpoint) {
    return oracle
        .filter(_ -> endpoint.kind() == EndpointKind.ORACLE)
        .map(RehearseSilence::toggleButton);
  }

  private static ToggleButton toggleButton(OracleStandIn server) {
    ToggleButton silence = new ToggleButton("Rehearse a fault: silence");
    silence.setMinWidth(Region.USE_PREF_SIZE);
    silence.setId("rehearse-silence");
    silence.setAccessibleText("Rehearse a fault: the Oracle stand-in answers nothing");
    silence.setTooltip(
        new Tooltip("Sandbox only: while this is pressed, the Oracle stand-in answers nothing"));
    silence
        .selectedProperty()
        .subscribe(
            pressed -> {
              if (pressed) {
                ANSWERED.forEach(phase -> server.misbehave(phase, new Misbehaviour.StopReplying()));
              } else {
                server.behave();
              }
            });
    return silence;
  }
}
