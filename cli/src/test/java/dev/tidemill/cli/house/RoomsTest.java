package dev.tidemill.cli.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The column "may know" of the house plan, as far as the class path of the program shows it. */
@AnalyzeClasses(packages = "dev.tidemill", importOptions = DoNotIncludeTests.class)
class RoomsTest {

  private static final DescribedPredicate<JavaClass> OURS = resideInAnyPackage("dev.tidemill..");

  @ArchTest
  static final ArchRule MODEL_KNOWS_A_YAML_PARSER_AND_NOTHING_OF_OURS =
      classes()
          .that()
          .resideInAPackage("dev.tidemill.model..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", "dev.tidemill.model..", "org.snakeyaml.."));

  @ArchTest
  static final ArchRule ENGINE_KNOWS_MODEL =
      noClasses()
          .that()
          .resideInAPackage("dev.tidemill.engine..")
          .should()
          .dependOnClassesThat(
              OURS.and(resideOutsideOfPackages("dev.tidemill.engine..", "dev.tidemill.model..")));

  @ArchTest
  static final ArchRule RUNTIME_KNOWS_ENGINE_AND_STARTS_THE_REST =
      noClasses()
          .that()
          .resideInAPackage("dev.tidemill.runtime..")
          .should()
          .dependOnClassesThat(
              OURS.and(
                  resideOutsideOfPackages(
                      "dev.tidemill.runtime..", "dev.tidemill.engine..", "dev.tidemill.model..")));

  @ArchTest
  static final ArchRule RUNTIME_LEAVES_SPARK_TO_ENGINE =
      noClasses()
          .that()
          .resideInAPackage("dev.tidemill.runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.iceberg..", "scala..");

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
