/**
 * What went wrong together: incidents, the card of one that is open, and the handover that tells of
 * all of a night.
 *
 * <p>Threading: incidents and the handover are pure functions of immutable values; controllers and
 * models belong to the FX thread.
 */
@NullMarked
package dev.signalbox.ui.incidents;

import org.jspecify.annotations.NullMarked;
