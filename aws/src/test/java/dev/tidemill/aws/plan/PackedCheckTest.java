package dev.tidemill.aws.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.aws.Variant;
import dev.tidemill.model.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedCheckTest {

  private static final String WRAPPER = "dev/tidemill/functions/TidemillHandler.class";
  private static final String IAM = "software/amazon/msk/auth/iam/IAMLoginModule.class";

  @TempDir Path folder;

  @Test
  void missesTheWrapperOfAFunctionThatSends() throws IOException {
    assertThat(check("msk", IAM))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("not-packed");
              assertThat(finding.message())
                  .isEqualTo(
                      "function Track: on Lambda it is called by"
                          + " dev.tidemill.functions.TidemillHandler, which is not in code.jar");
              assertThat(finding.position().line()).isEqualTo(4);
            });
  }

  @Test
  void missesWhatSignsAFunctionOnWhereItsStreamsTakeIam() throws IOException {
    assertThat(check("msk", WRAPPER))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.message())
                    .contains("by IAM, with software.amazon.msk.auth.iam.IAMLoginModule"));
    assertThat(check("{ type: msk, authentication: scram }", WRAPPER)).isEmpty();
  }

  @Test
  void findsBothInTheArchiveAndInItsLibraries() throws IOException {
    assertThat(check("msk", WRAPPER, IAM)).isEmpty();
    assertThat(check("msk", "lib/functions.jar")).isEmpty();
  }

  private List<Finding> check(String streams, String... entries) throws IOException {
    Files.write(folder.resolve("code.jar"), jar(entries));
    Path file =
        Files.writeString(
            folder.resolve("pipeline.yaml"),
            """
            pipeline: shop
            streams: { clicks: { columns: { page: string } } }
            functions:
              Track: { handler: com.shop.Track, code: code.jar, uses: clicks }
              Quiet: { handler: com.shop.Track, code: code.jar }
            stages: { prod: { aws: { region: eu-central-1, streams: %s } } }
            """
                .formatted(streams));
    return PackedCheck.check(Variant.read(file, "prod"));
  }

  private static byte[] jar(String... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        if (entry.endsWith(".jar")) {
          zip.write(jar(WRAPPER, IAM));
        }
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
