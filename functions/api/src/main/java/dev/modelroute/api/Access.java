package dev.modelroute.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call a route. It is read from the matched route, never from the text of a path; a route
 * without it needs a key of level {@code full}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Access {
  Level value();

  /** Kinds of callers. */
  enum Level {
    /** Anyone. */
    OPEN,
    /** Any key of an organisation. */
    EXECUTION,
    /** A key of level {@code full}. */
    FULL,
    /** The operator's own credential, never an organisation's key. */
    OPERATOR
  }
}
