package dev.signalbox.ui.objects;

/**
 * What a command would do to others, so that the operator is asked first.
 *
 * @param effect what will happen, in a sentence or two
 * @param confirm the answer that sends it
 * @param keep the answer that changes nothing
 */
public record Consequence(String effect, String confirm, String keep) {}
