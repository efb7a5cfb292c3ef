package dev.tidemill.runtime;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.tidemill", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule startsItsChildrenAndNeverLinksThem =
      noClasses()
          .that()
          .resideInAPackage("dev.tidemill.runtime..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.tidemill..")
                  .and(
                      resideOutsideOfPackages(
                          "dev.tidemill.runtime..",
                          "dev.tidemill.engine..",
                          "dev.tidemill.model.."))
                  .or(resideInAnyPackage("kafka..", "com.amazonaws..", "picocli..")));

  @ArchTest
  static final ArchRule leavesSparkToTheEngine =
      noClasses()
          .that()
          .resideInAPackage("dev.tidemill.runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.iceberg..", "scala..");

  @ArchTest
  static final ArchRule processesKnowNoFunctionsAndNoRehearsal =
      noClasses()
          .that()
          .resideInAPackage("..runtime.process..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..runtime.function..", "..runtime.rehearse..");

  @ArchTest
  static final ArchRule functionsKnowNoRehearsalAndOfTheEngineOnlyWhereStreamsAre =
      noClasses()
          .that()
          .resideInAPackage("..runtime.function..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("..runtime.rehearse..", "dev.tidemill.engine..")
                  .and(resideOutsideOfPackage("dev.tidemill.engine.connect..")));

  @ArchTest
  static final ArchRule onlyProcessesStartProcesses =
      classes()
          .that()
          .resideInAPackage("dev.tidemill.runtime.function..")
          .should()
          .onlyDependOnClassesThat()
          .doNotHaveFullyQualifiedName("java.lang.ProcessBuilder");
}
