package dev.tidemill.engine.run;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a main class whose class path has folders, in a JVM whose own has none: only that one can
 * have a class-data archive. {@code FOLDERS MAIN ARGS…}.
 */
public final class FoldersLast {

  private FoldersLast() {}

  public static void main(String[] args)
      throws ReflectiveOperationException, MalformedURLException {
    List<URL> folders = new ArrayList<>();
    for (String folder : args[0].split(File.pathSeparator, -1)) {
      folders.add(Path.of(folder).toUri().toURL());
    }
    ClassLoader loader =
        new URLClassLoader(folders.toArray(URL[]::new), FoldersLast.class.getClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    Class.forName(args[1], true, loader)
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(args, 2, args.length));
  }
}
