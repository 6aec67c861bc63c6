package dev.signalbox.ui.settings;

import dev.signalbox.base.Verdict;
import dev.signalbox.console.Command;
import dev.signalbox.console.Configuring;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;

/**
 * What the configuration needs of the window.
 *
 * @param desk how the configuration is looked at; empty where there is none to be edited
 * @param send asks the engine for something
 * @param now of the window, which is drawn at that instant
 * @param locked whether production is locked
 * @param saved hears the name of a connection that has been saved
 */
public record SettingsSurroundings(
    Optional<Configuring> desk,
    Function<Command, CompletionStage<Verdict>> send,
    ObservableValue<Instant> now,
    ObservableValue<Boolean> locked,
    Consumer<String> saved) {}
