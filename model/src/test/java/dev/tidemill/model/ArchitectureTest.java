package dev.tidemill.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this room may know. */
@AnalyzeClasses(
    packages = "dev.tidemill.model",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule KNOWS_ONLY_JAVA_AND_A_YAML_PARSER =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.tidemill.model..", "java..", "org.snakeyaml.engine..");

  @ArchTest
  static final ArchRule KNOWS_NO_HTTP =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net.http..", "java.sql..");

  @ArchTest
  static final ArchRule PARSES_YAML_IN_ONE_PLACE =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.tidemill.model.read.yaml..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.snakeyaml..");

  @ArchTest
  static final ArchRule HAS_NO_CIRCLES_OF_PACKAGES =
      slices().matching("dev.tidemill.model.(*..)").should().beFreeOfCycles();
}
