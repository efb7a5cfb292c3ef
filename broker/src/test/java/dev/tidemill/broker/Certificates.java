package dev.tidemill.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * An authority, and what it has signed. Made by the JDK's own keytool within this process, which
 * needs {@code --add-exports java.base/sun.security.tools.keytool=ALL-UNNAMED}.
 */
final class Certificates {

  private static final String PASSWORD = "changeit";

  private final KeyStore store;

  private Certificates(KeyStore store) {
    this.store = store;
  }

  /** Makes {@code ca}, {@code server} (for 127.0.0.1 and localhost) and {@code client}. */
  static Certificates make(Path folder) throws Exception {
    Path file = folder.resolve("certificates.p12");
    PrintStream console = System.out;
    System.setOut(System.err);
    try {
      generate(file, "ca", "-ext", "bc:c");
      generate(file, "server", "-signer", "ca", "-ext", "san=ip:127.0.0.1,dns:localhost");
      generate(file, "client", "-signer", "ca");
    } finally {
      System.setOut(console);
    }
    return new Certificates(KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
  }

  private static void generate(Path file, String alias, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("-genkeypair", "-alias", alias, "-dname", "CN=" + alias, "-keyalg", "EC"));
    arguments.addAll(List.of("-groupname", "secp256r1", "-validity", "2"));
    arguments.addAll(List.of("-keystore", file.toString(), "-storepass", PASSWORD));
    arguments.addAll(List.of(more));
    Class.forName("sun.security.tools.keytool.Main")
        .getMethod("main", String[].class)
        .invoke(null, (Object) arguments.toArray(String[]::new));
  }

  /** A certificate and those that vouch for it. */
  String chain(String alias) throws GeneralSecurityException {
    StringBuilder text = new StringBuilder();
    for (Certificate certificate : store.getCertificateChain(alias)) {
      text.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    return text.toString();
  }

  /** A private key, PKCS #8. */
  String key(String alias) throws GeneralSecurityException {
    return pem("PRIVATE KEY", store.getKey(alias, PASSWORD.toCharArray()).getEncoded());
  }

  /** Writes {@code ca.pem}, {@code client.pem} and {@code client-key.pem}. */
  void write(Path folder) throws IOException, GeneralSecurityException {
    Files.writeString(folder.resolve("ca.pem"), chain("ca"));
    Files.writeString(folder.resolve("client.pem"), chain("client"));
    Files.writeString(folder.resolve("client-key.pem"), key("client"));
  }

  private static String pem(String type, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, "\n".getBytes(UTF_8)).encodeToString(bytes);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(type, text, type);
  }
}
