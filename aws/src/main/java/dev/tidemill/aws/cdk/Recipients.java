package dev.tidemill.aws.cdk;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** Who is told: topics that are there, and one for each e-mail address. */
final class Recipients {

  private final Construct scope;
  private final Map<String, ITopic> topics = new LinkedHashMap<>();

  Recipients(Construct parent) {
    this.scope = new Construct(parent, "Recipients");
  }

  /**
   * @param recipient an e-mail address or the ARN of a topic
   */
  ITopic topic(String recipient) {
    return topics.computeIfAbsent(recipient, this::make);
  }

  /** The same for EventBridge, which needs to be let; a given topic lets whom it lets. */
  ITopic topicForEvents(String recipient) {
    ITopic topic = topic(recipient);
    topic.grantPublish(new ServicePrincipal("events.amazonaws.com"));
    return topic;
  }

  private ITopic make(String recipient) {
    String id = "Topic-" + topics.size();
    if (recipient.startsWith("arn:")) {
      return Topic.fromTopicArn(scope, id, recipient);
    }
    Topic topic = Topic.Builder.create(scope, id).enforceSsl(true).build();
    topic.addSubscription(new EmailSubscription(recipient));
    return topic;
  }
}
