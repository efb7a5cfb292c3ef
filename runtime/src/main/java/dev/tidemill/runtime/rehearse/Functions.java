package dev.tidemill.runtime.rehearse;

import dev.tidemill.model.Function;
import dev.tidemill.runtime.function.FunctionEnvironment;
import dev.tidemill.runtime.function.FunctionHost;
import dev.tidemill.runtime.process.ClaimedFolder;
import dev.tidemill.runtime.process.Installation;
import java.util.LinkedHashMap;
import java.util.Map;

/** The hosts of a pipeline's functions; each starts its process at the first call. */
final class Functions implements AutoCloseable {

  private final Map<String, FunctionHost> hosts = new LinkedHashMap<>();

  Functions(Installation installation, ClaimedFolder folder, FunctionEnvironment environment) {
    try {
      for (Function function : environment.pipeline().functions().values()) {
        hosts.put(
            function.id(), new FunctionHost(installation, folder, environment.settings(function)));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  FunctionHost host(String function) {
    return hosts.get(function);
  }

  @Override
  public void close() {
    hosts.values().forEach(FunctionHost::close);
  }
}
