package dev.tidemill.functions.author;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Handlers as authors write them, one for each shape that Lambda takes. */
public final class Handlers {
  private Handlers() {}

  /** A bean. */
  public static class User {
    private String firstName;
    private int age;

    public String getFirstName() {
      return firstName;
    }

    public void setFirstName(String firstName) {
      this.firstName = firstName;
    }

    public int getAge() {
      return age;
    }

    public void setAge(int age) {
      this.age = age;
    }
  }

  /** A bean in, a bean out. */
  public static class Older implements RequestHandler<User, User> {
    @Override
    public User handleRequest(User user, Context context) {
      user.setAge(user.getAge() + 1);
      return user;
    }
  }

  /** Maps. */
  public static class Keys implements RequestHandler<Map<String, Object>, List<String>> {
    @Override
    public List<String> handleRequest(Map<String, Object> event, Context context) {
      return List.copyOf(new java.util.TreeSet<>(event.keySet()));
    }
  }

  /** Strings. */
  public static class Upper implements RequestHandler<String, String> {
    @Override
    public String handleRequest(String text, Context context) {
      return text.toUpperCase(java.util.Locale.ROOT);
    }
  }

  /** Nothing out. */
  public static class Silent implements RequestHandler<Integer, Void> {
    @Override
    public Void handleRequest(Integer number, Context context) {
      return null;
    }
  }

  /** Bytes. */
  public static class Copy implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      input.transferTo(output);
    }
  }

  /** An event class of AWS. */
  public static class Bodies implements RequestHandler<SQSEvent, String> {
    @Override
    public String handleRequest(SQSEvent event, Context context) {
      StringBuilder bodies = new StringBuilder();
      event.getRecords().forEach(r -> bodies.append(r.getBody()).append(r.getEventSourceArn()));
      return bodies.toString();
    }
  }

  /** Types that are bound two classes up. */
  public abstract static class Base<A, B> implements RequestHandler<B, A> {}

  /** Binds one. */
  public abstract static class Middle<X> extends Base<String, X> {}

  /** Binds the other. */
  public static class Inherited extends Middle<User> {
    @Override
    public String handleRequest(User user, Context context) {
      return user.getFirstName();
    }
  }

  /** Names no types. */
  @SuppressWarnings("rawtypes") // what is tested
  public static class Raw implements RequestHandler {
    @Override
    public Object handleRequest(Object input, Context context) {
      return input;
    }
  }

  /** No interface, one method for each shape. */
  public static class Methods {
    public User bean(User user) {
      return user;
    }

    public String withContext(User user, Context context) {
      return user.getFirstName() + context.getAwsRequestId();
    }

    public int primitive(int number) {
      return number * 2;
    }

    public long sum(List<Integer> numbers) {
      return numbers.stream().mapToLong(n -> n).sum();
    }

    public static String fixed() {
      return "fixed";
    }

    public String onlyContext(Context context) {
      return context.getAwsRequestId();
    }

    public void nothing(Map<String, String> event) {}

    public void bytes(InputStream input, OutputStream output) throws IOException {
      input.transferTo(output);
    }

    public void allThree(InputStream input, OutputStream output, Context context)
        throws IOException {
      output.write(context.getAwsRequestId().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    public void reads(InputStream input) throws IOException {
      input.readAllBytes();
    }

    public void writes(OutputStream output, Context context) throws IOException {
      output.write('7');
    }

    public String overloaded(String text) {
      return "short";
    }

    public String overloaded(String text, Context context) {
      return "long";
    }

    public String overloaded(String text, Context context, int more) {
      return "not a handler";
    }

    public String tooMany(String first, String second) {
      return first + second;
    }

    public String fails(String text) throws Exception {
      throw new IOException("cannot read " + text);
    }
  }

  /** Cannot be made. */
  public static class NoConstructor implements RequestHandler<String, String> {
    public NoConstructor(String needed) {}

    @Override
    public String handleRequest(String text, Context context) {
      return text;
    }
  }

  /** Fails in the init phase. */
  public static class BadConstructor implements RequestHandler<String, String> {
    public BadConstructor() {
      throw new IllegalArgumentException("no table");
    }

    @Override
    public String handleRequest(String text, Context context) {
      return text;
    }
  }

  /** Fails before the init phase. */
  public static class BadStatic implements RequestHandler<String, String> {
    static final int NUMBER = Integer.parseInt("x");

    @Override
    public String handleRequest(String text, Context context) {
      return text;
    }
  }

  /** Not static. */
  @SuppressWarnings("ClassCanBeStatic") // what is tested
  public class Inner implements RequestHandler<String, String> {
    @Override
    public String handleRequest(String text, Context context) {
      return text;
    }
  }

  /** Does what the event says, as bad functions do. */
  public static class Obedient implements RequestHandler<String, Map<String, Object>> {
    @Override
    public Map<String, Object> handleRequest(String order, Context context) {
      switch (order) {
        case "throw" -> throw new IllegalStateException("said \"no\"\n", new Error("cause"));
        case "exhaust" -> exhaust();
        case "exit" -> System.exit(17);
        case "interrupt" -> Thread.currentThread().interrupt();
        case "print" -> {
          System.out.print("to standard output");
          System.err.println("to standard error");
          context.getLogger().log("to the log");
        }
        default -> {}
      }
      return context(context);
    }

    private static void exhaust() {
      Object[] chain = null;
      while (true) {
        Object[] link = new Object[1 << 18];
        link[0] = chain;
        chain = link;
      }
    }

    private static Map<String, Object> context(Context context) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("requestId", context.getAwsRequestId());
      told.put("function", context.getFunctionName());
      told.put("version", context.getFunctionVersion());
      told.put("arn", context.getInvokedFunctionArn());
      told.put("memory", context.getMemoryLimitInMB());
      told.put("logGroup", context.getLogGroupName());
      told.put("logStream", context.getLogStreamName());
      told.put("inTime", context.getRemainingTimeInMillis() > 20_000);
      told.put("interrupted", Thread.currentThread().isInterrupted());
      told.put("trace", System.getProperty("com.amazonaws.xray.traceHeader"));
      return told;
    }
  }
}
