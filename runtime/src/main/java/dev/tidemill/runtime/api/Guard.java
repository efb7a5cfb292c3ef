package dev.tidemill.runtime.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.net.URI;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** Who may ask: the owner of the data folder, who can read the token in it. */
final class Guard {

  private static final int TOKEN_BYTES = 32;
  private static final String BEARER = "Bearer ";

  /** What a browser sends as Host if the page's own name does not just lead here (rebinding). */
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final byte[] token;

  Guard(String token) {
    this.token = token.getBytes(UTF_8);
  }

  static String newToken(SecureRandom random) {
    byte[] token = new byte[TOKEN_BYTES];
    random.nextBytes(token);
    return HexFormat.of().formatHex(token);
  }

  /** Whether the request was sent to this machine under one of its own names. */
  static boolean isLocal(Context request) {
    String host = request.host();
    return host != null && LOOPBACK.contains(name(host.toLowerCase(Locale.ROOT)));
  }

  private static String name(String host) {
    try {
      String name = URI.create("http://" + host).getHost();
      return name == null ? "" : name;
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  /** Whether the request brings the token; takes as long whatever it brings. */
  boolean isKnown(Context request) {
    String given = request.header("Authorization");
    return given != null
        && given.startsWith(BEARER)
        && MessageDigest.isEqual(token, given.substring(BEARER.length()).getBytes(UTF_8));
  }
}
