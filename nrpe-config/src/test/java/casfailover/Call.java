package casfailover;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;

/**
 * A call of a method or constructor, or a reference to one.
 *
 * @param access what the byte code says of it
 */
record Call(JavaCodeUnitAccess<?> access) {

  JavaCodeUnit from() {
    return access.getOrigin();
  }

  JavaClass owner() {
    return access.getTargetOwner();
  }

  String name() {
    return access.getTarget().getName();
  }
}
