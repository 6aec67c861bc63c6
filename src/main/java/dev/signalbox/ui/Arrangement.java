package dev.signalbox.ui;

import dev.signalbox.ui.objects.ObjectsController;
import dev.signalbox.ui.toolkit.Theme;
import dev.signalbox.ui.workspace.Workspace;
import dev.signalbox.ui.workspace.ZoomPane;
import java.util.Optional;

/** How the operator has arranged the window, as one value to be remembered. FX thread. */
record Arrangement(
    Panes panes, ObjectsController objects, Theme theme, ZoomPane zoom, ConsoleModel model) {
  /** Arranges the window as it was. */
  void restore(Workspace workspace) {
    panes.restore(workspace);
    objects.setDense(workspace.dense());
    zoom.setZoom(workspace.zoom());
    model.quiet().restore(workspace.quiet());
    theme.choose(workspace.theme());
  }

  /** How it is arranged now, in a window that lies there. */
  Workspace workspace(Optional<Workspace.Bounds> bounds, boolean maximized) {
    return new Workspace(
        bounds,
        maximized,
        panes.objectsDivider(),
        panes.logDivider(),
        objects.isDense(),
        theme.choice(),
        zoom.zoom(),
        model.quiet().quietProperty().get().at(model.programModel().now()));
  }
}
