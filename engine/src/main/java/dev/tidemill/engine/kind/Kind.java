package dev.tidemill.engine.kind;

import dev.tidemill.model.Node;
import dev.tidemill.model.NodeKind;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes a record the description of a node kind; its components are the fields, in order. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Kind {

  /** As the definition writes it. */
  String name();

  /** The key that the name is the value of. */
  Node.Role role() default Node.Role.TRANSFORM;

  /** The shape of {@code input}. */
  NodeKind.Inputs inputs() default NodeKind.Inputs.ONE;

  /** The release step in which it works. */
  int slice() default 1;

  /** One sentence. */
  String description();
}
