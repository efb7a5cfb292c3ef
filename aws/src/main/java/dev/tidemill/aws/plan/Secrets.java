package dev.tidemill.aws.plan;

import dev.tidemill.model.Names;
import dev.tidemill.model.Template;
import java.util.stream.Stream;

/** The secrets of a stage: {@code PIPELINE/STAGE/NAME} in Secrets Manager. */
final class Secrets {

  private Secrets() {}

  /**
   * A <a
   * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html">dynamic
   * reference</a>: CloudFormation puts the value in its place, and no template holds it.
   */
  static String reference(Names names, String secret) {
    return "{{resolve:secretsmanager:%s/%s/%s:SecretString}}"
        .formatted(names.pipeline(), names.stage(), secret);
  }

  /** A text with references in the place of its secrets. */
  static String text(Names names, Template template) {
    return template.render(secret -> reference(names, secret));
  }

  /** The names of the secrets of a text. */
  static Stream<String> names(Template template) {
    return template.parts().stream()
        .filter(Template.Part.Secret.class::isInstance)
        .map(part -> ((Template.Part.Secret) part).name());
  }
}
