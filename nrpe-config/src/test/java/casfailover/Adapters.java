package casfailover;

import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What an adapter is, and where one may be created.
 *
 * <p>An adapter is a class that stands behind an interface of ours and has its name with a
 * technology before it: {@code IputilsPinger} is a {@code Pinger}. A clock has no interface of ours
 * and is known by its name alone. Records, enums and sealed interfaces are values and no adapters.
 */
final class Adapters {

  private Adapters() {}

  /**
   * Adapters are created by their constructors, and by those static methods of theirs that call
   * one. An adapter may be made of others of its own package.
   */
  static ArchCondition<JavaClass> createAdaptersOnlyWherePartsArePutTogether() {
    return Conditions.eachCall(
        "create adapters only in program and in the no-argument constructors of jnrpe",
        call -> !isAdapter(call.owner()) || !creates(call) || mayCreate(call.from(), call.owner()));
  }

  private static boolean mayCreate(JavaCodeUnit from, JavaClass adapter) {
    JavaClass creator = from.getOwner();
    boolean itself = creator.isAssignableTo(adapter.getName());
    boolean ofOnePackage =
        isAdapter(creator) && creator.getPackageName().equals(adapter.getPackageName());
    return ImportTable.packageOf(creator).equals("program")
        || itself
        || ofOnePackage
        || isRunByAPluginWithoutArguments(from);
  }

  /** Whether a constructor of jnrpe has no arguments, or is called only by such as have none. */
  private static boolean isRunByAPluginWithoutArguments(JavaCodeUnit from) {
    return from instanceof JavaConstructor constructor
        && ImportTable.packageOf(from.getOwner()).equals("jnrpe")
        && (from.getRawParameterTypes().isEmpty() || onlyCalledByPlugins(constructor));
  }

  private static boolean onlyCalledByPlugins(JavaConstructor constructor) {
    Set<? extends JavaCodeUnitAccess<?>> callers = constructor.getAccessesToSelf();
    return !callers.isEmpty()
        && callers.stream().allMatch(caller -> isRunByAPluginWithoutArguments(caller.getOrigin()));
  }

  static boolean isAdapter(JavaClass type) {
    boolean value = type.isInterface() || type.isRecord() || type.isEnum();
    return !value
        && !ImportTable.packageOf(type).isEmpty()
        && type.getAllRawInterfaces().stream().anyMatch(port -> isNamedAfter(type, port));
  }

  private static boolean isNamedAfter(JavaClass type, JavaClass port) {
    if (port.isEquivalentTo(Supplier.class)) {
      return type.getSimpleName().endsWith("Moments");
    }
    return !ImportTable.packageOf(port).isEmpty()
        && !port.isSealed()
        && type.getSimpleName().endsWith(port.getSimpleName())
        && !type.getSimpleName().equals(port.getSimpleName());
  }

  private static boolean creates(Call call) {
    return call.name().equals(JavaConstructor.CONSTRUCTOR_NAME)
        || factories(call.owner()).contains(call.name());
  }

  /** The names of the static methods that call a constructor, themselves or through others. */
  private static Set<String> factories(JavaClass adapter) {
    Set<String> names = new HashSet<>(Set.of(JavaConstructor.CONSTRUCTOR_NAME));
    int before;
    do {
      before = names.size();
      names.addAll(
          adapter.getMethods().stream()
              .filter(method -> method.getModifiers().contains(JavaModifier.STATIC))
              .filter(
                  method ->
                      adapter.getCodeUnitAccessesFromSelf().stream()
                          .filter(access -> access.getOrigin().equals(method))
                          .filter(access -> access.getTargetOwner().equals(adapter))
                          .anyMatch(access -> names.contains(access.getTarget().getName())))
              .map(JavaCodeUnit::getName)
              .collect(toSet()));
    } while (names.size() > before);
    return names;
  }
}
