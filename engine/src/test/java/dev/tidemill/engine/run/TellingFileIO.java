package dev.tidemill.engine.run;

import dev.tidemill.engine.EngineSettings;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.session.Sessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/** Tells {@link KilledWork} when the metadata of a table has been written, or a file deleted. */
public final class TellingFileIO extends HadoopFileIO {

  /** The settings of a folder where it is used. */
  static EngineSettings settings(Path folder) {
    EngineSettings plain = SharedEngine.settings(folder);
    return new EngineSettings(
        plain.lake(),
        plain.catalogUri(),
        plain.work(),
        Map.of(Sessions.CATALOG_KEY + ".io-impl", TellingFileIO.class.getName()));
  }

  @Override
  public OutputFile newOutputFile(String path) {
    OutputFile file = super.newOutputFile(path);
    return path.endsWith(".metadata.json") ? new Telling(file) : file;
  }

  @Override
  public void deleteFile(String path) {
    super.deleteFile(path);
    KilledWork.reached("file-deleted");
  }

  private record Telling(OutputFile file) implements OutputFile {

    @Override
    public PositionOutputStream create() {
      return new TellingStream(file.create());
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
      return new TellingStream(file.createOrOverwrite());
    }

    @Override
    public String location() {
      return file.location();
    }

    @Override
    public InputFile toInputFile() {
      return file.toInputFile();
    }
  }

  private static final class TellingStream extends PositionOutputStream {

    private final PositionOutputStream stream;
    private boolean closed;

    TellingStream(PositionOutputStream stream) {
      this.stream = stream;
    }

    @Override
    public long getPos() throws IOException {
      return stream.getPos();
    }

    @Override
    public void write(int b) throws IOException {
      stream.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stream.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      stream.close();
      if (!closed) {
        closed = true;
        KilledWork.reached("metadata-written");
      }
    }
  }
}
