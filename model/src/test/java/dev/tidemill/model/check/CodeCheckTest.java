package dev.tidemill.model.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.read.Reads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeCheckTest {

  @TempDir Path folder;

  private Pipeline pipeline(String build) {
    String text =
        """
        pipeline: shop
        %s
        functions:
          Put: { handler: com.shop.PutUsr, code: target/shop.jar }
          Get: { handler: "com.shop.Get::handle", code: target/shop.jar }
        """;
    return Reads.text(folder, text.formatted(build)).pipeline().orElseThrow();
  }

  private void jar(String... classes) throws IOException {
    Files.createDirectories(folder.resolve("target"));
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("target/shop.jar")))) {
      for (String name : classes) {
        zip.putNextEntry(new ZipEntry(name));
      }
    }
  }

  private List<String> check(String build) {
    return CodeCheck.check(pipeline(build)).stream()
        .map(
            finding ->
                finding.severity()
                    + " "
                    + finding.position().toString().replace(folder + "/", "")
                    + " "
                    + finding.code()
                    + " "
                    + finding.message()
                    + "; "
                    + finding.hint())
        .toList();
  }

  @Test
  void missesAJarThatNothingBuilds() {
    assertThat(check("x-a: b"))
        .hasSize(2)
        .startsWith(
            "ERROR pipeline.yaml:4:42 code-missing no file target/shop.jar; build it, or say how:"
                + " build: mvn -q -DskipTests package");
  }

  @Test
  void onlyWarnsOfAJarThatCanBeBuilt() {
    assertThat(check("build: make")).hasSize(2).allMatch(line -> line.startsWith("WARNING"));
  }

  @Test
  void missesAHandlerInItsJar() throws IOException {
    jar("com/shop/PutUser.class", "com/shop/Get.class");

    assertThat(check(""))
        .containsExactly(
            "ERROR pipeline.yaml:4:19 handler-missing no class com.shop.PutUsr in"
                + " target/shop.jar; did you mean 'com.shop.PutUser'?");
  }

  @Test
  void takesAFolderOfAnotherLanguage() throws IOException {
    String text =
        """
        pipeline: shop
        functions:
          Here: { handler: app.put, code: app, runtime: python3.13, command: python3 app/main.py }
          Gone: { handler: app.put, code: gone, runtime: python3.13, command: python3 main.py }
        """;
    Files.createDirectories(folder.resolve("app"));

    assertThat(CodeCheck.check(Reads.text(folder, text).pipeline().orElseThrow()))
        .extracting(Finding::code, Finding::message)
        .containsExactly(tuple("code-missing", "no file or folder gone"));
  }

  @Test
  void knowsWhatIsNoJar() throws IOException {
    Files.createDirectories(folder.resolve("target"));
    Files.writeString(folder.resolve("target/shop.jar"), "no zip");

    assertThat(CodeCheck.check(pipeline("")))
        .extracting(Finding::code)
        .containsOnly("code-missing");
  }
}
