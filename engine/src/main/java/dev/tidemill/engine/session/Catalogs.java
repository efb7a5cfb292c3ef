package dev.tidemill.engine.session;

import dev.tidemill.engine.EngineException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.spark.SparkCatalog;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** The Iceberg catalog of a session. */
public final class Catalogs {

  private Catalogs() {}

  /**
   * Opens it, or gives the one that is open.
   *
   * @throws EngineException if its database cannot be used
   */
  public static Catalog open(SparkSession session) {
    Option<SparkSession> before = SparkSession.getActiveSession();
    SparkSession.setActiveSession(session);
    try {
      return ((SparkCatalog) session.sessionState().catalogManager().catalog(Sessions.CATALOG))
          .icebergCatalog();
    } catch (EngineException known) {
      throw known;
    } catch (RuntimeException failure) {
      throw new EngineException(
          "catalog", "cannot open the catalog: " + SparkMessages.line(failure), failure);
    } catch (NoClassDefFoundError missing) {
      throw new EngineException(
          "catalog",
          "cannot open the catalog: class %s is missing, give Spark its jar"
              .formatted(missing.getMessage().replace('/', '.')),
          missing);
    } finally {
      restore(before);
    }
  }

  /** A catalog is loaded with the settings of the active session. */
  private static void restore(Option<SparkSession> before) {
    if (before.isDefined()) {
      SparkSession.setActiveSession(before.get());
    } else {
      SparkSession.clearActiveSession();
    }
  }

  /** Closes its connections: H2 then closes its file. */
  public static void close(Catalog catalog) {
    if (catalog instanceof Closeable closeable) {
      try {
        closeable.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
