package dev.tidemill.cli.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.aws.asset.Archives;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example's archive, as Lambda gets it, and nothing else on the class path. */
class PackedExampleTest {

  private static final String IAM = "software.amazon.msk.auth.iam.";
  private static final String MECHANISM = "AWS_MSK_IAM";

  /** Lambda's limit, layers included. */
  private static final long LARGEST = 250L << 20;

  @TempDir Path folder;

  /** On Lambda these come from the environment. */
  @BeforeEach
  void identity() {
    System.setProperty("aws.region", "eu-central-1");
    System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
    System.setProperty("aws.secretAccessKey", "secret");
  }

  @AfterEach
  void nobody() {
    List.of("aws.region", "aws.accessKeyId", "aws.secretAccessKey").forEach(System::clearProperty);
  }

  @Test
  void signsItselfOnToMskByIam() throws Exception {
    Path archive = archive();
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader lambda =
        new URLClassLoader(
            new URL[] {archive.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(lambda);
      // Makes its mechanism known to the JVM.
      Class.forName(IAM + "IAMLoginModule", true, lambda).getConstructor().newInstance();
      SaslClient client = client(lambda);

      String signed = new String(client.evaluateChallenge(new byte[0]), UTF_8);

      assertThat(signed)
          .contains("\"action\":\"kafka-cluster:Connect\"", "AKIDEXAMPLE/", "x-amz-signature");
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  @Test
  void fitsIntoLambdaAndHasTheWrapper() throws Exception {
    try (ZipFile zip = new ZipFile(archive().toFile())) {
      assertThat(zip.getEntry("dev/tidemill/functions/TidemillHandler.class")).isNotNull();
      assertThat(zip.stream().mapToLong(ZipEntry::getSize).sum()).isLessThan(LARGEST);
    }
  }

  private static SaslClient client(ClassLoader lambda) throws Exception {
    Class<?> type = Class.forName(IAM + "IAMClientCallbackHandler", true, lambda);
    CallbackHandler credentials = (CallbackHandler) type.getConstructor().newInstance();
    Method configure = type.getMethod("configure", Map.class, String.class, List.class);
    configure.invoke(
        credentials,
        new HashMap<>(),
        MECHANISM,
        List.of(
            new AppConfigurationEntry(
                IAM + "IAMLoginModule", LoginModuleControlFlag.REQUIRED, new HashMap<>())));
    return Sasl.createSaslClient(
        new String[] {MECHANISM}, null, "kafka", "b-1.example", new HashMap<>(), credentials);
  }

  private Path archive() {
    Path code = Program.HOME.resolve("examples/approvals/target/approvals.jar");
    assertThat(Files.exists(code)).isTrue();
    Path archive = folder.resolve("code.zip");
    Archives.functions(code, archive);
    return archive;
  }
}
