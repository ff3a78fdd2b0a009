package casfailover;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Conditions on classes that report each breach with its place in the source. */
final class Conditions {

  private Conditions() {}

  /** Something that must be true of every class. */
  static ArchCondition<JavaClass> each(String description, Predicate<JavaClass> holds) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!holds.test(type)) {
          events.add(
              SimpleConditionEvent.violated(
                  type, type.getDescription() + " does not " + description));
        }
      }
    };
  }

  /** Something that must be true of every class together with every other one that it uses. */
  static ArchCondition<JavaClass> eachDependency(
      String description, BiPredicate<JavaClass, JavaClass> may) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          if (!may.test(type, dependency.getTargetClass().getBaseComponentType())) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }

  /** Something that must be true of every call, and of every reference to a method. */
  static ArchCondition<JavaClass> eachCall(String description, Predicate<Call> may) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Call call : type.getCodeUnitAccessesFromSelf().stream().map(Call::new).toList()) {
          if (!may.test(call)) {
            events.add(SimpleConditionEvent.violated(call, call.access().getDescription()));
          }
        }
      }
    };
  }
}
