package dev.tidemill.engine.kind;

import dev.tidemill.model.NodeKind;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a record component as a field of a node. A component that is neither required nor has a
 * default is an {@code Optional}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {

  /** What it holds. */
  NodeKind.FieldType type();

  /** Whether it must be written. */
  boolean required() default false;

  /** The default as one would write it; empty: none. */
  String defaultText() default "";

  /** The words allowed, for {@code WORD} and {@code WORDS}. */
  String[] words() default {};

  /** The release step in which it works. */
  int slice() default 1;

  /** One sentence: what it does. */
  String description();
}
