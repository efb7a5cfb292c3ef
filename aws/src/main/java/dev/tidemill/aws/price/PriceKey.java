package dev.tidemill.aws.price;

/** What a price is for: a service and one dimension of its bill, as the sheet names them. */
public record PriceKey(String service, String dimension) {

  @Override
  public String toString() {
    return service + ", " + dimension;
  }
}
