package casfailover;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import java.util.Map;
import java.util.Set;

/**
 * What the packages may use that only compute: the same input gives the same output, on every
 * machine and at every time.
 */
final class Pure {

  private static final Set<String> PACKAGES =
      Set.of("pair", "sight", "check", "decide", "order", "keep");

  /** Those that read and write texts of others, and round figures. */
  private static final Set<String> WITH_TEXTS = Set.of("pair", "sight", "check");

  private static final Set<String> JDK =
      Set.of(
          "java.lang",
          "java.lang.annotation",
          "java.lang.invoke",
          "java.lang.runtime",
          "java.util",
          "java.util.function",
          "java.util.regex",
          "java.util.stream",
          "java.time",
          "java.time.chrono",
          "java.time.format",
          "java.time.temporal",
          "java.time.zone",
          "org.jspecify.annotations");

  private static final Set<String> TEXTS =
      Set.of(
          "java.math.BigDecimal",
          "java.math.RoundingMode",
          "java.net.URLDecoder",
          "java.net.URLEncoder");

  private static final String CHARSETS = "java.nio.charset";

  /** What stands among the values of the JDK and is none. */
  private static final Set<String> NO_VALUES =
      Set.of(
          // Other processes and this one, its threads, its streams and its variables.
          "java.lang.ClassLoader",
          "java.lang.InheritableThreadLocal",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.ProcessHandle",
          "java.lang.Runtime",
          "java.lang.System",
          "java.lang.Thread",
          "java.lang.ThreadGroup",
          "java.lang.ThreadLocal",
          "java.util.ResourceBundle",
          "java.util.Scanner",
          "java.util.ServiceLoader",
          "java.util.Timer",
          "java.util.TimerTask",
          // Clocks.
          "java.time.Clock",
          "java.time.InstantSource",
          "java.util.Calendar",
          "java.util.Date",
          "java.util.GregorianCalendar",
          // Chance.
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.UUID");

  /** Methods of values that ask the clock, the machine, its threads or chance. */
  private static final Map<String, Set<String>> ASKING =
      Map.of(
          "now", Set.of("java.time"),
          "systemDefault", Set.of("java.time"),
          "getDefault", Set.of("java.util"),
          "random", Set.of("java.lang"),
          "shuffle", Set.of("java.util"),
          "parallelStream", Set.of("java.util"),
          "parallel", Set.of("java.util.stream"),
          "getResource", Set.of("java.lang"),
          "getResourceAsStream", Set.of("java.lang"),
          "printStackTrace", Set.of("java.lang"));

  /** Methods that every object has, and that only threads need. */
  private static final Set<String> WAITING = Set.of("wait", "notify", "notifyAll");

  private Pure() {}

  static ArchCondition<JavaClass> useOnlyValuesOfTheJdk() {
    return Conditions.eachDependency(
        "use, in the pure packages, only values of the JDK",
        (from, to) -> !isPure(from) || isOurs(to) || to.isPrimitive() || isValue(from, to));
  }

  static ArchCondition<JavaClass> askNeitherClockNorMachineNorChance() {
    return Conditions.eachCall(
        "ask, in the pure packages, neither a clock nor the machine nor chance",
        call -> !isPure(call.from().getOwner()) || !asks(call));
  }

  private static boolean isPure(JavaClass type) {
    return PACKAGES.contains(ImportTable.packageOf(type));
  }

  private static boolean isOurs(JavaClass type) {
    return !ImportTable.packageOf(type).isEmpty();
  }

  private static boolean isValue(JavaClass from, JavaClass to) {
    boolean text =
        WITH_TEXTS.contains(ImportTable.packageOf(from))
            && (TEXTS.contains(to.getName()) || to.getPackageName().equals(CHARSETS));
    return text || (JDK.contains(to.getPackageName()) && !NO_VALUES.contains(outermost(to)));
  }

  private static String outermost(JavaClass type) {
    return type.getEnclosingClass().map(Pure::outermost).orElse(type.getName());
  }

  private static boolean asks(Call call) {
    String owner = call.owner().getPackageName();
    return ASKING.getOrDefault(call.name(), Set.of()).stream().anyMatch(owner::startsWith)
        || (WAITING.contains(call.name()) && call.owner().isEquivalentTo(Object.class));
  }
}
