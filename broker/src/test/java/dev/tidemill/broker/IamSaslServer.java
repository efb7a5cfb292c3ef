package dev.tidemill.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.callback.CallbackHandler;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import javax.security.sasl.SaslServerFactory;

/**
 * The broker's side of AWS_MSK_IAM: one message, a presigned request as JSON, whose signature is
 * computed again with the only secret key that this broker knows. The protocol: <a
 * href="https://github.com/aws/aws-msk-iam-auth#details">aws-msk-iam-auth</a>; the signature: <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">query string
 * authentication</a>.
 */
public final class IamSaslServer implements SaslServer {

  public static final String ACCESS_KEY = "AKIDTIDEMILL";
  public static final String SECRET_KEY = "a-secret-access-key/of+the tests";
  public static final String REGION = "eu-west-1";

  private static final String VERSION = "2020_10_22";
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String host;
  private boolean complete;

  private IamSaslServer(String host) {
    this.host = host;
  }

  @Override
  public byte[] evaluateResponse(byte[] response) throws SaslException {
    try {
      Map<String, String> payload = new TreeMap<>();
      new ObjectMapper()
          .readTree(response)
          .properties()
          .forEach(field -> payload.put(field.getKey(), field.getValue().asText()));
      check(payload);
      complete = true;
      return "{\"version\":\"%s\",\"request-id\":\"1\"}".formatted(VERSION).getBytes(UTF_8);
    } catch (IOException | GeneralSecurityException failure) {
      throw new SaslException(failure.getMessage(), failure);
    }
  }

  private void check(Map<String, String> payload) throws SaslException, GeneralSecurityException {
    expect(payload, "version", VERSION);
    expect(payload, "host", host);
    expect(payload, "action", "kafka-cluster:Connect");
    expect(payload, "x-amz-algorithm", ALGORITHM);
    expect(payload, "x-amz-signedheaders", "host");
    Instant signed = DATE.parse(payload.get("x-amz-date"), Instant::from);
    Duration age = Duration.between(signed, Instant.now()).abs();
    Duration lifetime = Duration.ofSeconds(Long.parseLong(payload.get("x-amz-expires")));
    if (lifetime.compareTo(LONGEST) > 0 || age.compareTo(lifetime) > 0) {
      throw new SaslException("signed at " + signed + " for " + lifetime);
    }
    String day = payload.get("x-amz-date").substring(0, 8);
    String scope = day + "/" + REGION + "/kafka-cluster/aws4_request";
    expect(payload, "x-amz-credential", ACCESS_KEY + "/" + scope);
    expect(payload, "x-amz-signature", signature(payload, scope));
  }

  private static void expect(Map<String, String> payload, String name, String value)
      throws SaslException {
    if (!value.equals(payload.get(name))) {
      throw new SaslException(name + " is not as expected");
    }
  }

  private static String signature(Map<String, String> payload, String scope)
      throws GeneralSecurityException {
    Map<String, String> query = new TreeMap<>();
    query.put("Action", payload.get("action"));
    query.put("X-Amz-Algorithm", ALGORITHM);
    query.put("X-Amz-Credential", payload.get("x-amz-credential"));
    query.put("X-Amz-Date", payload.get("x-amz-date"));
    query.put("X-Amz-Expires", payload.get("x-amz-expires"));
    query.put("X-Amz-SignedHeaders", "host");
    String canonical =
        String.join(
            "\n",
            "GET",
            "/",
            query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&")),
            "host:" + payload.get("host"),
            "",
            "host",
            sha256(""));
    String signed =
        String.join("\n", ALGORITHM, payload.get("x-amz-date"), scope, sha256(canonical));
    byte[] key = ("AWS4" + SECRET_KEY).getBytes(UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, signed));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private static String sha256(String text) throws GeneralSecurityException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }

  @Override
  public String getMechanismName() {
    return "AWS_MSK_IAM";
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public String getAuthorizationID() {
    return ACCESS_KEY;
  }

  @Override
  public byte[] unwrap(byte[] incoming, int offset, int length) {
    throw new IllegalStateException("no layer of its own");
  }

  @Override
  public byte[] wrap(byte[] outgoing, int offset, int length) {
    throw new IllegalStateException("no layer of its own");
  }

  @Override
  public Object getNegotiatedProperty(String name) {
    return null;
  }

  @Override
  public void dispose() {}

  /** Found by its name in a security provider. */
  public static final class Factory implements SaslServerFactory {
    @Override
    public SaslServer createSaslServer(
        String mechanism,
        String protocol,
        String server,
        Map<String, ?> properties,
        CallbackHandler handler) {
      return new IamSaslServer(server);
    }

    @Override
    public String[] getMechanismNames(Map<String, ?> properties) {
      return new String[] {"AWS_MSK_IAM"};
    }
  }
}
