package dev.tidemill.functions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.tidemill.functions", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule knowsOnlyLambdaAndKafka =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "dev.tidemill.functions..",
              "com.amazonaws.services.lambda.runtime..",
              "com.amazonaws.lambda.thirdparty..",
              "org.apache.kafka.clients.producer..",
              "org.apache.kafka.common..");

  @ArchTest
  static final ArchRule handlersAreCalledWithoutKafka =
      noClasses()
          .that()
          .resideInAnyPackage("..handler..", "..bootstrap..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "dev.tidemill.functions");

  @ArchTest
  static final ArchRule handlersKnowNoRuntimeApi =
      noClasses()
          .that()
          .resideInAPackage("..handler..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..bootstrap..");
}
