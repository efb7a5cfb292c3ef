package dev.tidemill.engine.plan;

import dev.tidemill.engine.kind.FilesSource;
import dev.tidemill.engine.kind.FilesTarget;
import dev.tidemill.engine.kind.KindReader;
import dev.tidemill.engine.kind.LaterKinds;
import dev.tidemill.engine.kind.StreamSource;
import dev.tidemill.engine.kind.StreamTarget;
import dev.tidemill.engine.kind.TableTarget;
import dev.tidemill.engine.transform.Transforms;
import dev.tidemill.model.NodeKind;
import dev.tidemill.model.NodeKinds;
import java.util.List;
import java.util.stream.Stream;

/** All kinds: those that are built, from their records, and those to come. Loads no Spark class. */
public final class EngineNodeKinds implements NodeKinds {

  private static final List<NodeKind> ALL =
      Stream.of(
              List.of(KindReader.read(StreamSource.class), KindReader.read(FilesSource.class)),
              LaterKinds.sources(),
              List.of(
                  KindReader.read(TableTarget.class),
                  KindReader.read(StreamTarget.class),
                  KindReader.read(FilesTarget.class)),
              LaterKinds.targets(),
              Transforms.ALL.stream().map(KindReader::read).toList(),
              LaterKinds.rows(),
              LaterKinds.columns(),
              LaterKinds.inputs(),
              LaterKinds.outputs())
          .flatMap(List::stream)
          .toList();

  @Override
  public List<NodeKind> all() {
    return ALL;
  }
}
