package dev.signalbox.ui.log.lines;

import java.util.List;

/**
 * How a list of rows becomes another: so many are taken from the front, so many of the rest stay,
 * and these follow. An immutable value.
 *
 * @param replaced whether there is nothing left of the rows before: another filter has begun
 */
public record RowChange(boolean replaced, int dropped, int kept, List<LogRow> added) {}
