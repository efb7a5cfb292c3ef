package dev.tidemill.aws;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

@AnalyzeClasses(packages = "dev.tidemill", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final DescribedPredicate<JavaCall<?>> UNORDERED =
      DescribedPredicate.describe(
          "makes a map or a set without an order",
          call ->
              (call.getTargetOwner().isEquivalentTo(Map.class)
                      && call.getName().matches("of|ofEntries|copyOf"))
                  || (call.getTargetOwner().isEquivalentTo(Set.class)
                      && call.getName().matches("of|copyOf"))
                  || (call.getTargetOwner().isEquivalentTo(Collectors.class)
                      && call.getName().matches("to(Unmodifiable)?(Map|Set)|groupingBy")));

  /** What is decided is plain data: only the constructs know CDK, which wants Node. */
  @ArchTest
  static final ArchRule ONLY_THE_CONSTRUCTS_KNOW_CDK =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.tidemill.aws.cdk..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon..", "software.constructs..");

  /** Their order differs from run to run, and so would a template. */
  @ArchTest
  static final ArchRule NOTHING_IS_GENERATED_FROM_MAPS_WITHOUT_ORDER =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.tidemill.aws.plan..", "dev.tidemill.aws.cdk..", "dev.tidemill.aws.asset..")
          .should()
          .callMethodWhere(UNORDERED)
          .orShould()
          .callConstructorWhere(
              target(
                      owner(
                          assignableTo(java.util.HashMap.class)
                              .or(assignableTo(java.util.HashSet.class))))
                  .and(
                      DescribedPredicate.not(
                          target(
                              owner(
                                  assignableTo(java.util.LinkedHashMap.class)
                                      .or(assignableTo(java.util.LinkedHashSet.class)))))));
}
