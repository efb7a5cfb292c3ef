package dev.tidemill.cli.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The column "may know" of the house plan, for the rooms that see others. What a room below may
 * know stands in its own tests.
 */
@AnalyzeClasses(packages = "dev.tidemill", importOptions = DoNotIncludeTests.class)
class RoomsTest {

  @ArchTest
  static final ArchRule CLI_LEAVES_SPARK_KAFKA_AND_AWS_TO_OTHERS =
      noClasses()
          .that()
          .resideInAPackage("dev.tidemill.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.spark..",
              "org.apache.iceberg..",
              "org.apache.kafka..",
              "software.amazon..",
              "scala..");

  /** They want CDK, which is on the class path of one child process only. */
  @ArchTest
  static final ArchRule NOBODY_LINKS_THE_CONSTRUCTS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.tidemill.aws.cdk..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.tidemill.aws.cdk..");

  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_COMMANDS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.tidemill.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.tidemill.cli..");

  @ArchTest
  static final ArchRule ONLY_THE_PROGRAM_ENDS_THE_JVM =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.tidemill.cli")
          .should()
          .callMethod(System.class, "exit", int.class);
}
