package dev.signalbox.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * More of what others look at every day: left out of the everyday run, and part of the thorough and
 * the full one. The build's {@code test.left.out} names the tag.
 */
@Tag("thorough")
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Thorough {}
