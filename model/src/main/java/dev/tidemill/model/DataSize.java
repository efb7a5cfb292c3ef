package dev.tidemill.model;

/** An amount of data; 1 KB is 1,024 B, as Lambda, Kafka and Spark count. */
public record DataSize(long bytes) {

  private static final long KB = 1024;

  /** So many gigabytes. */
  public static DataSize ofGigabytes(long gigabytes) {
    return new DataSize(gigabytes * KB * KB * KB);
  }

  /** Whole megabytes, rounded down. */
  public long megabytes() {
    return bytes / (KB * KB);
  }

  /** In the greatest unit that leaves no fraction: {@code 256MB}. */
  @Override
  public String toString() {
    String[] units = {"B", "KB", "MB", "GB"};
    long value = bytes;
    int unit = 0;
    while (unit < units.length - 1 && value != 0 && value % KB == 0) {
      value /= KB;
      unit++;
    }
    return value + units[unit];
  }
}
