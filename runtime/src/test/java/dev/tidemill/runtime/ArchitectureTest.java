package dev.tidemill.runtime;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
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
          .resideInAnyPackage("dev.tidemill.runtime..", "dev.tidemill.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.tidemill.launcher..",
              "dev.tidemill.broker..",
              "dev.tidemill.stores..",
              "dev.tidemill.functions..",
              "kafka..",
              "com.amazonaws..");

  @ArchTest
  static final ArchRule isKnownByNoneOfTheModulesBelow =
      noClasses()
          .that()
          .resideInAnyPackage("dev.tidemill.model..", "dev.tidemill.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.tidemill.runtime..");

  @ArchTest
  static final ArchRule leavesSparkToTheEngine =
      noClasses()
          .that()
          .resideInAPackage("dev.tidemill.runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.iceberg..", "scala..");

  @ArchTest
  static final ArchRule knowsNothingOfTheScreen =
      noClasses()
          .that()
          .resideInAPackage("dev.tidemill.runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.tidemill.cli..", "dev.tidemill.studio..", "picocli..");

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
