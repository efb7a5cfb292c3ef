package dev.tidemill.aws.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.check.FindingsText;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceSheetTest {

  private static final String HEADER = "service,dimension,unit,region,price_usd,source_url,as_of\n";
  private static final PriceSheet SHEET = PriceSheet.shipped();

  @TempDir Path folder;

  @Test
  void hasEveryPriceThatIsAskedForInEveryRegion() throws Exception {
    assertThat(SHEET.regions()).containsExactly("us-east-1", "eu-central-1", "eu-west-1");
    for (Field field : PriceKeys.class.getFields()) {
      PriceKey key = (PriceKey) field.get(null);
      for (String region : SHEET.regions()) {
        assertThat(SHEET.find(key, region)).as(key + " in " + region).isPresent();
      }
    }
  }

  @Test
  void knowsSourceAndDateOfEachPrice() {
    assertThat(SHEET.all())
        .hasSizeGreaterThan(500)
        .allMatch(price -> price.source().startsWith("https://"))
        .allMatch(price -> price.asOf().matches("20\\d\\d-\\d\\d(-\\d\\d)?"))
        .allMatch(price -> !price.unit().isBlank());
  }

  @Test
  void carriesBothPricesOfGlueWithTheirDates() {
    Price six = SHEET.find(PriceKeys.GLUE_6, "eu-central-1").orElseThrow();
    Price before = SHEET.find(PriceKeys.GLUE_BEFORE_6, "eu-central-1").orElseThrow();
    assertThat(List.of(six.usd(), before.usd())).containsExactly(0.308, 0.44);
    assertThat(List.of(six.asOf(), before.asOf())).containsExactly("2026-08-21", "2025-07-18");
  }

  @Test
  void hasNoPriceOfAnotherRegionInsteadOfOneThatIsMissing() {
    PriceKey dashboard = new PriceKey("CloudWatch", "dashboard");
    assertThat(SHEET.find(dashboard, "us-east-1")).isPresent();
    assertThat(SHEET.find(dashboard, "eu-central-1")).isEmpty();
    assertThat(SHEET.find(PriceKeys.S3_PUT, "eu-north-1")).isEmpty();
  }

  @Test
  void countsWhatMakesAUnit() {
    assertThat(SHEET.find(PriceKeys.S3_PUT, "us-east-1").orElseThrow().per()).isEqualTo(1000);
    assertThat(SHEET.find(PriceKeys.DYNAMO_READ, "us-east-1").orElseThrow().per())
        .isEqualTo(1_000_000);
    assertThat(SHEET.find(PriceKeys.KMS_REQUESTS, "us-east-1").orElseThrow().per())
        .isEqualTo(10_000);
    assertThat(SHEET.find(PriceKeys.NAT, "us-east-1").orElseThrow().per()).isEqualTo(1);
  }

  @Test
  void anotherSheetTakesItsPlaceAndTheLaterOfTwoPricesCounts() throws Exception {
    Path file = folder.resolve("mine.csv");
    Files.writeString(
        file,
        HEADER
            + "S3,\"PUT/COPY/POST/LIST requests\",\"1,000 requests\",eu-north-1,0.009,https://a.example,2026-02\n"
            + "S3,PUT/COPY/POST/LIST requests,\"1,000 requests\",eu-north-1,0.004,https://b.example,2025-02\n");
    PriceSheet mine = PriceSheetReader.read(file).sheet().orElseThrow();
    assertThat(mine.find(PriceKeys.S3_PUT, "eu-north-1").orElseThrow().usd()).isEqualTo(0.009);
    assertThat(mine.find(PriceKeys.S3_PUT, "us-east-1")).isEmpty();
  }

  @Test
  void tellsAllMistakesOfASheetWithTheirPlaces() {
    var read =
        PriceSheetReader.parse(
            Path.of("mine.csv"),
            HEADER
                + "S3,\"a, b\",GB,eu-north-1,0.1 USD,https://a.example,2026-02-01\n"
                + "S3,a,GB,eu-north-1,0.1,https://a.example,today\n"
                + "S3,a,b,GB,eu-north-1,0.1,https://a.example,2026-02-01\n");
    assertThat(read.sheet()).isEmpty();
    assertThat(FindingsText.lines(read.findings()))
        .startsWith(
            "mine.csv:2:25  [bad-price] price_usd: '0.1 USD' is not an amount",
            "    write 0.0526",
            "mine.csv:3:42  [bad-price] as_of: 'today' is not a date",
            "    write 2025-10-09 or 2025-10",
            "mine.csv:4:1  [bad-price] a line of 8 cells, not 7");
    assertThat(PriceSheetReader.parse(Path.of("mine.csv"), "a,b\n").findings()).hasSize(1);
  }
}
