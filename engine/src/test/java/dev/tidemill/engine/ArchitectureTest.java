package dev.tidemill.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.tidemill.engine", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule knowsTheModelAndSparkAlone =
      classes()
          .that()
          .resideInAPackage("dev.tidemill.engine..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.tidemill.engine..",
              "dev.tidemill.model..",
              "java..",
              "scala..",
              "org.apache.spark..",
              "org.apache.iceberg..",
              "org.apache.hadoop..",
              "org.apache.kafka..",
              "com.fasterxml.jackson..",
              "com.univocity.parsers..",
              "org.slf4j..");

  @ArchTest
  static final ArchRule commitsKnowNothingOfPlansAndRuns =
      noClasses()
          .that()
          .resideInAnyPackage("..engine.commit..", "..engine.source..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..engine.plan..", "..engine.run..", "..engine.session..");

  @ArchTest
  static final ArchRule plansKnowNothingOfRunsAndCommits =
      noClasses()
          .that()
          .resideInAnyPackage("..engine.plan..", "..engine.transform..", "..engine.decode..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..engine.run..", "..engine.commit..", "..engine.source..", "..engine.session..");

  /** {@code aws} and {@code cli} load kinds without Spark. */
  @ArchTest
  static final ArchRule kindsLoadNoSpark =
      noClasses()
          .that()
          .resideInAPackage("..engine.kind..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.iceberg..", "scala..");
}
