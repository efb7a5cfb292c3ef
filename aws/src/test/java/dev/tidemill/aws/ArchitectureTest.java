package dev.tidemill.aws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.tidemill", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  /** What is decided is plain data: only the constructs know CDK, which wants Node. */
  @ArchTest
  static final ArchRule ONLY_THE_CONSTRUCTS_KNOW_CDK =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.tidemill.aws.cdk..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon..", "software.constructs..");
}
