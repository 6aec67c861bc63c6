package dev.signalbox.remedies;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs tests until the first is red, in a process of its own, whose last line says what came of it.
 */
final class TestRun implements TestExecutionListener {
  static final String GREEN = "GREEN ";
  static final String RED = "RED ";

  private final CancellationToken atTheFirstFailure = CancellationToken.create();
  private final AtomicReference<String> failure = new AtomicReference<>();
  private final AtomicInteger passed = new AtomicInteger();

  private TestRun() {}

  /** The arguments are class names, each with {@code #method} if not all of its tests are meant. */
  public static void main(String[] tests) {
    TestRun run = new TestRun();
    LauncherFactory.create()
        .execute(
            LauncherExecutionRequestBuilder.request(
                    LauncherDiscoveryRequestBuilder.request()
                        .selectors(
                            Arrays.stream(tests).map(test -> selectClass(className(test))).toList())
                        .filters(onlyMethods(List.of(tests)))
                        .build())
                .listeners(run)
                .cancellationToken(run.atTheFirstFailure)
                .build());
    String red = run.failure.get();
    System.out.println(red == null ? GREEN + run.passed.get() : RED + red);
    System.out.flush();
    // What a test has left running must not keep this process alive.
    Runtime.getRuntime().halt(0);
  }

  private static String className(String test) {
    int method = test.indexOf('#');
    return method < 0 ? test : test.substring(0, method);
  }

  private static PostDiscoveryFilter onlyMethods(List<String> tests) {
    return descriptor ->
        FilterResult.includedIf(
            method(descriptor)
                .map(
                    source ->
                        tests.contains(source.getClassName())
                            || tests.contains(source.getClassName() + "#" + source.getMethodName()))
                .orElse(true));
  }

  private static Optional<MethodSource> method(TestDescriptor descriptor) {
    return descriptor
        .getSource()
        .filter(MethodSource.class::isInstance)
        .map(MethodSource.class::cast);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.FAILED) {
      String why =
          result.getThrowable().map(Throwable::toString).orElse("").strip().replaceAll("\\s+", " ");
      failure.compareAndSet(null, test.getDisplayName() + ": " + why);
      atTheFirstFailure.cancel();
    } else if (test.isTest()) {
      passed.incrementAndGet();
    }
  }
}
