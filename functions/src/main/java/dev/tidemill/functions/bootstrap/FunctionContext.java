package dev.tidemill.functions.bootstrap;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.util.Map;

/** What a handler learns of its function, from the environment, and of the invocation. */
final class FunctionContext implements Context {
  private final Map<String, String> environment;
  private final Invocation invocation;
  private final LambdaLogger logger;

  FunctionContext(Map<String, String> environment, Invocation invocation, LambdaLogger logger) {
    this.environment = environment;
    this.invocation = invocation;
    this.logger = logger;
  }

  @Override
  public String getAwsRequestId() {
    return invocation.requestId();
  }

  @Override
  public String getLogGroupName() {
    return environment.get("AWS_LAMBDA_LOG_GROUP_NAME");
  }

  @Override
  public String getLogStreamName() {
    return environment.get("AWS_LAMBDA_LOG_STREAM_NAME");
  }

  @Override
  public String getFunctionName() {
    return environment.get("AWS_LAMBDA_FUNCTION_NAME");
  }

  @Override
  public String getFunctionVersion() {
    return environment.get("AWS_LAMBDA_FUNCTION_VERSION");
  }

  @Override
  public String getInvokedFunctionArn() {
    return invocation.functionArn();
  }

  /** Null: only mobile apps send it. */
  @Override
  public CognitoIdentity getIdentity() {
    return null;
  }

  /** Null: only mobile apps send it. */
  @Override
  public ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    long remaining = invocation.deadlineMillis() - System.currentTimeMillis();
    return (int) Math.min(Integer.MAX_VALUE, Math.max(0, remaining));
  }

  @Override
  public int getMemoryLimitInMB() {
    return Integer.parseInt(environment.getOrDefault("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "0"));
  }

  @Override
  public LambdaLogger getLogger() {
    return logger;
  }

  @Override
  public String getXrayTraceId() {
    return invocation.traceId();
  }
}
