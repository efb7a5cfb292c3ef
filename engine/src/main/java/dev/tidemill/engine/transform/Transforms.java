package dev.tidemill.engine.transform;

import java.util.List;

/** The list of all transforms; a new one is its own file and its name here. */
public final class Transforms {

  /** The records, in the order of the reference. */
  public static final List<Class<? extends Record>> ALL =
      List.of(
          Filter.class,
          Aggregate.class,
          SelectFields.class,
          RenameField.class,
          DerivedColumn.class,
          SqlQuery.class);

  private Transforms() {}
}
